using System.Globalization;
using Layers.Graphs;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Layers.Benchmarks;

/// <summary>Ratios of learning a vocabulary of a million words from ten million values, by counting and sorting, against peers that only
/// count.</summary>
public static class VocabularyRatios
{
    private const int Words = 1_000_000, Values = 10_000_000, Parts = 4;

    public static IEnumerable<Line> All(KerasPeer? keras, string noKeras)
    {
        var values = Drawn();
        const string work = "vocabulary of 1,000,000 words over 10,000,000 values";
        var ours = Contest.Time(1, () => Adapted(values));
        yield return Line.Of(new Contest(work, "ML.NET `MapValueToKey().Fit`", "3 or more")
            .Run(3, ours, Contest.Time(1, () => MlNet(values))));
        yield return keras is null ? Line.Without(work, "Python's `collections.Counter`", noKeras)
            : Line.Of(new Contest(work, "Python's `collections.Counter`", "5 or more")
                .Run(3, ours, () => keras.Measure(KerasPeer.Counter)));
        keras?.Forget(KerasPeer.Counter);
        yield return Memory(values);
    }

    // Each value is a separate string, as when a file is read.
    private static string[] Drawn()
    {
        var values = new string[Values];
        var state = 1UL;
        for (var i = 0; i < Values; i++)
        {
            state = state * 6364136223846793005 + 1442695040888963407;
            values[i] = string.Create(CultureInfo.InvariantCulture, $"w{(long)(state >> 33) % Words * 2654435761 % 1000003007}");
        }
        return values;
    }

    private static StringLookup Adapted(string[] values)
    {
        var lookup = new StringLookup();
        lookup.Adapt(values!);
        return lookup;
    }

    private static ITransformer MlNet(string[] values)
    {
        var context = new MLContext(seed: 1);
        var rows = context.Data.LoadFromEnumerable(values.Select(value => new Row { Word = value }));
        return context.Transforms.Conversion.MapValueToKey("Key", nameof(Row.Word), maximumNumberOfKeys: 2 * Words).Fit(rows);
    }

    // Returns the memory of the adapted layer without its texts, and whether the states of parts merge to the same state.
    private static Line Memory(string[] values)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var lookup = Adapted(values);
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        var parts = values.Chunk(Values / Parts).Select(part => lookup.Observe(part!)).ToArray();
        var merged = (VocabularyState)AdaptState.Merge(parts);
        var (one, other) = (lookup.State!.Column(), merged.Column());
        var isEqual = one.Texts.SequenceEqual(other.Texts) && one.Counts.SequenceEqual(other.Counts)
            && one.Documents.SequenceEqual(other.Documents);
        return new Line($"memory of the adapted layer, {Words:N0} words, without their texts",
            $"merged from {Parts} parts: {(isEqual ? "equal" : "NOT EQUAL")}", $"{bytes / 1e6:F0} MB", "", "", "none");
    }

    private sealed class Row
    {
        public string Word { get; set; } = "";
    }
}
