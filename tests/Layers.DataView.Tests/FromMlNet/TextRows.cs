using Layers.Graphs;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Text;
using static Layers.DataView.Tests.FromMlNet.MlNet;

namespace Layers.DataView.Tests.FromMlNet;

/// <summary>Texts.</summary>
internal static class TextRows
{
    private static readonly string[] s_texts = ["The cat's hat, the Cat!", "a dog", "cat dog", ""];

    public static IReadOnlyList<PageRow> All { get; } =
    [
        new("NormalizeText", Normalize),
        new("TokenizeIntoWords", Tokenize),
        new("ProduceNgrams", Ngrams),
        new("ProduceWordBags", Bags),
        new("FeaturizeText", Featurize),
    ];

    private static void Normalize()
    {
        Assert.That(Texts(Transforms.Text.NormalizeText("Out", "In"))[0], Is.EqualTo("the cat's hat, the cat!"));
        Assert.That(Texts(Transforms.Text.NormalizeText("Out", "In", keepPunctuations: false))[0], Is.EqualTo("the cats hat the cat"));
        Assert.That(Vocabulary(TextStandardization.Lower), Does.Contain("cat's").And.Contain("cat!"));
        Assert.That(Vocabulary(TextStandardization.LowerAndStripPunctuation),
            Does.Contain("cats").And.Contain("hat").And.Not.Contain("hat,"));
    }

    private static void Tokenize()
    {
        var theirs = Theirs(Transforms.Text.TokenizeIntoWords("Out", "In"), s_texts).GetColumn<string[]>("Out");
        Assert.That(Vocabulary(TextStandardization.None),
            Is.EquivalentTo(theirs.SelectMany(words => words).Where(word => word.Length > 0).Distinct()));
    }

    private static void Ngrams()
    {
        var tokens = Transforms.Text.TokenizeIntoWords("Words", "In").Append(Transforms.Conversion.MapValueToKey("Words"));
        var theirs = Vectors(Theirs(tokens.Append(Transforms.Text.ProduceNgrams("Out", "Words", ngramLength: 2, useAllLengths: true)),
            s_texts));
        var ours = Count(new TextVectorization(standardize: TextStandardization.None, ngrams: [1, 2], outputMode: OutputMode.Count));
        AreAlikeInAnyOrder(ours, theirs);
        // The output has one more column: the first, for n-grams that were not learned.
        Assert.That(ours[0], Has.Length.EqualTo(theirs[0].Length + 1).And.ItemAt(0).EqualTo(0));
    }

    private static void Bags()
    {
        var theirs = Vectors(Theirs(Transforms.Text.ProduceWordBags("Out", "In", ngramLength: 1), s_texts));
        AreAlikeInAnyOrder(Count(new TextVectorization(standardize: TextStandardization.None, outputMode: OutputMode.Count)), theirs);
    }

    private static void Featurize()
    {
        var words = new TextFeaturizingEstimator.Options
        {
            CharFeatureExtractor = null,
            WordFeatureExtractor = new WordBagEstimator.Options { NgramLength = 1 },
        };
        var theirs = Vectors(Theirs(Transforms.Text.FeaturizeText("Out", words, "In"), s_texts));
        var ours = Count(new TextVectorization(standardize: TextStandardization.Lower, outputMode: OutputMode.Count));
        AreAlikeInAnyOrder(Ours(ours, new RowScaling()), theirs);
        // By default there are also columns for all sequences of three characters.
        var byDefault = Vectors(Theirs(Transforms.Text.FeaturizeText("Out", "In"), s_texts));
        Assert.That(byDefault[0], Has.Length.GreaterThan(3 * theirs[0].Length));
        var characters = new TextVectorization(standardize: TextStandardization.Lower, split: TextSplit.Character, ngrams: [3],
            outputMode: OutputMode.Count);
        Assert.That(Count(characters)[3], Is.All.Zero);
        Assert.That(characters.GetVocabulary(), Does.Contain("d o g"));
    }

    private static string[] Texts(IEstimator<ITransformer> transform) => [.. Theirs(transform, s_texts).GetColumn<string>("Out")];

    private static IReadOnlyList<string> Vocabulary(TextStandardization standardization)
    {
        var layer = new TextVectorization(standardize: standardization, outputMode: OutputMode.Count);
        layer.Adapt(Rows());
        return [.. layer.GetVocabulary().Where(word => word is not ("" or "[UNK]"))];
    }

    private static float[][] Count(TextVectorization layer) => Ours(Rows(), layer);

    private static TensorData Rows() => TensorData.Of(s_texts, [s_texts.Length, 1]);
}
