using Layers.Graphs;

namespace Layers;

// Texts that are counted by their tokens.
public sealed partial class VocabularyState
{
    private const string Standardize = "standardize", Split = "split", Ngrams = "ngrams", Tokens = "tokens";

    /// <summary>A state of the tokens of texts; a document is a text.</summary>
    internal VocabularyState(Shape batch, Tokenizer cutting, int distinctLimit)
        : this(batch, DType.String, perColumn: false, distinctLimit) => Cutting = cutting;

    /// <summary>How texts become the tokens that are counted; null where each value is counted as it is.</summary>
    internal Tokenizer? Cutting { get; private init; }

    private void CountTokens(ReadOnlySpan<string> texts, int width, AdaptBatch batch)
    {
        if (Cutting!.Split is not null && width != 1) throw Throw.SeveralTextsARow(batch.Layer, batch.Features.Shape);
        var (reader, column, tokens) = (new TokenReader(Cutting), _columns[0], 0L);
        for (var at = 0; at < texts.Length; at += width)
        {
            reader.Read(texts.Slice(at, width));
            tokens += reader.Count;
            foreach (var joined in Cutting.Widths)
                for (var first = 0; first <= reader.Words - joined; first++)
                    column.OfTexts.Add(reader[first, joined], _rows);
            if (column.Distinct > DistinctLimit) throw Throw.TooManyDistinct(batch.Layer, 0, Names, PerColumn, DistinctLimit, _rows);
            _rows++;
        }
        column.Seen(tokens);
    }

    private void WriteCutting(ConfigWriter config)
    {
        if (Cutting is null) return;
        config.Set(Tokens, true).Set(Standardize, Cutting.Standardize).Set(Split, Cutting.Split);
        if (Cutting.IsJoined) config.Set(Ngrams, Cutting.Widths.ToArray().Select(width => (long)width));
    }

    private static Tokenizer? ReadCutting(ConfigReader config)
    {
        if (!config.Flag(Tokens, false)) return null;
        var (standardize, split, widths) = (config.OptionalText(Standardize), config.OptionalText(Split), config.OptionalIntegers(Ngrams));
        if (standardize is not (null or "lower" or "strip_punctuation" or "lower_and_strip_punctuation") || split is not (null or "whitespace" or "character") ||
            widths is { Count: 0 } || widths?.Any(width => width is < 1 or > int.MaxValue) == true) throw Throw.StateOfValues("tokens that are cut in no known way");
        return new Tokenizer(standardize, split, widths);
    }
}
