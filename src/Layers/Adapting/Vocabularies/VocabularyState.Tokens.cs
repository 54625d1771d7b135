using Layers.Graphs;

namespace Layers;

// Texts whose tokens are counted.
public sealed partial class VocabularyState
{
    // Starting a second thread would take longer than counting fewer texts.
    private const int FewestForThreads = 1024, RowsBetweenLooks = 4096;

    private const string Standardize = "standardize", Split = "split", Ngrams = "ngrams", Tokens = "tokens";

    /// <summary>Creates a state of the tokens of texts; each text is a document.</summary>
    internal VocabularyState(Shape batch, Tokenizer cutting, int distinctLimit)
        : this(batch, DType.String, perColumn: false, distinctLimit) => Cutting = cutting;

    /// <summary>The tokenizer of the texts; null if values are counted as they are.</summary>
    internal Tokenizer? Cutting { get; private init; }

    // Each thread counts its own documents, and the counts are added up.
    private void CountTokens(TensorData texts, int width, AdaptBatch batch)
    {
        if (Cutting!.Split is not null && width != 1) throw Throw.SeveralTextsARow(batch.Layer, batch.Features.Shape);
        var rows = texts.Length / width;
        var parts = rows < FewestForThreads ? 1 : Environment.ProcessorCount;
        var counts = new TokenCounts[parts];
        Parallel.For(0, parts, new ParallelOptions { CancellationToken = batch.Cancellation }, part =>
        {
            counts[part] = new TokenCounts(Cutting);
            var (first, end) = ((int)((long)rows * part / parts), (int)((long)rows * (part + 1) / parts));
            for (var row = first; row < end; row++)
            {
                if (row % RowsBetweenLooks == 0) batch.Cancellation.ThrowIfCancellationRequested();
                counts[part].Add(texts.AsSpan<string>().Slice(row * width, width));
            }
        });
        var (column, total) = (_columns[0], 0L);
        foreach (var count in counts) total += count.AddTo(column.OfTexts);
        column.Seen(total);
        _rows += rows;
        if (column.Distinct > DistinctLimit) throw Throw.TooManyDistinct(batch.Layer, 0, Names, PerColumn, DistinctLimit, _rows);
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
        if (standardize is not (null or "lower" or "strip_punctuation" or "lower_and_strip_punctuation")
            || split is not (null or "whitespace" or "character") ||
            widths is { Count: 0 } || widths?.Any(width => width is < 1 or > int.MaxValue) == true) throw Throw.StateOfValues("unknown " +
                "settings of the tokenizer");
        return new Tokenizer(standardize, split, widths);
    }
}
