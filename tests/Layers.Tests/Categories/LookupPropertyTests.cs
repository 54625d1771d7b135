using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Layers.Testing;

namespace Layers.Tests;

/// <summary>Any text has one index, for any vocabulary: in both engines, and in a session of ONNX Runtime, with extensions if there are
/// several out-of-vocabulary indices.</summary>
public sealed class LookupPropertyTests
{
    [Test]
    public void AnyText_HasOneIndex_OfAnyVocabulary([Values(1, 3)] int oov, [Values(null, "", "\uFFFD")] string? mask)
    {
        using var folder = new TempFolder();
        var path = folder.At("words.onnx");
        Prop.ForAll(AnyTexts.Some.ToArbitrary(), AnyTexts.Some.ToArbitrary(), (words, texts) =>
        {
            string[] vocabulary = [.. words.Append("a").Select(AnyTexts.Formed).Where(word => word != mask && word != "[UNK]")
                .Distinct(StringComparer.Ordinal)];
            texts = [.. texts, .. words];
            var first = (mask is null ? 0 : 1) + oov;
            long Index(string text) => text == mask ? 0
                : Array.FindIndex(vocabulary, word => word.Equals(text, StringComparison.Ordinal)) is >= 0 and var at ? first + at
                : first - oov + (oov == 1 ? 0 : (long)(FarmHash.Of(text) % (ulong)oov));
            long[] Expected(string[] of) => [.. of.Select(text => Index(AnyTexts.Formed(text)))];

            using var model = new Sequential { new Input([1], DType.String),
                new StringLookup(numOovIndices: oov, maskToken: mask, vocabulary: vocabulary) };
            EveryEngine.Give(model, AnyTexts.Column(texts), Expected(texts));
            EveryEngine.RefuseNull(model, texts, words.Length % texts.Length);
            model.ExportOnnx(path, useExtensions: oov > 1);
            if (oov == 1) Assert.That(PlainOnnx.Run(path, AnyTexts.Column(texts)).ToArray<long>(), Is.EqualTo(Expected(texts)), "ONNX");
            // The library of extensions truncates a text at its first NUL, so the exported file refuses the text.
            else if (texts.Where(text => !text.Contains('\0')).ToArray() is { Length: > 0 } whole)
                Assert.That(ExtensionOnnx.Run(path, AnyTexts.Column(whole)).ToArray<long>(), Is.EqualTo(Expected(whole)),
                    "ONNX with extensions");
        }).Hold();
    }

    [Test]
    public void AnyTexts_AreLearned_TheMostFrequentFirst_AndTiesByBytesFalling() => Prop.ForAll(AnyTexts.Some.ToArbitrary(), texts =>
    {
        string[] terms = [.. from text in texts.Append("a").Select(AnyTexts.Formed)
                             where text != "[UNK]"
                             group text by Convert.ToHexString(Encoding.UTF8.GetBytes(text)) into same
                             orderby same.Count() descending, same.Key descending
                             select same.First()];
        var lookup = new StringLookup();
        lookup.Adapt(texts.Append("a").ToArray()!);
        Assert.That(lookup.Vocabulary, Is.EqualTo(terms.Prepend("[UNK]")));
        Assert.That(lookup.Predict(terms).ToArray<long>(), Is.EqualTo(Enumerable.Range(1, terms.Length)));
        var inverse = new StringLookup(invert: true, vocabulary: terms);
        Assert.That(inverse.Predict(lookup.Predict(texts)).ToArray<string>(), Is.EqualTo(texts.Select(AnyTexts.Formed)), "back again");
    }).Hold();

    [TestCase(1, OovMethod.FloorMod)]
    [TestCase(3, OovMethod.FloorMod)]
    [TestCase(3, OovMethod.FarmHash)]
    public void AnyInteger_HasOneIndex_OfAnyVocabulary(int oov, OovMethod method)
    {
        using var folder = new TempFolder();
        var path = folder.At("numbers.onnx");
        var any = Gen.OneOf(
            Gen.Elements(long.MinValue, long.MinValue + 1, -1, 0, 1, long.MaxValue),
            Gen.Choose(-9, 9).Select(number => (long)number),
            ArbMap.Default.GeneratorFor<long>()).NonEmptyListOf().Select(all => all.ToArray());
        Prop.ForAll(any.ToArbitrary(), any.ToArbitrary(), (words, numbers) =>
        {
            long[] vocabulary = [.. words.Append(5).Where(word => word != -1).Distinct()];
            numbers = [.. numbers, .. words];
            long Bucket(long number) =>
                oov == 1 ? 0 : method == OovMethod.FarmHash ? (long)(FarmHash.Of(number) % (ulong)oov) : (number % oov + oov) % oov;
            long[] expected = [.. numbers.Select(number => Array.IndexOf(vocabulary, number) is >= 0 and var at
                ? oov + at : Bucket(number))];
            using var model = new Sequential { new Input([1], DType.Int64),
                new IntegerLookup(numOovIndices: oov, vocabulary: vocabulary, oovMethod: method) };
            var rows = TensorData.Of(numbers, [numbers.Length, 1]);
            EveryEngine.Give(model, rows, expected);
            model.ExportOnnx(path, useExtensions: method == OovMethod.FarmHash);
            Assert.That((method == OovMethod.FarmHash ? ExtensionOnnx.Run(path, rows) : PlainOnnx.Run(path, rows)).ToArray<long>(),
                Is.EqualTo(expected), "ONNX");
        }).Hold();
    }
}
