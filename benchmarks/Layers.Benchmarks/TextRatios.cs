namespace Layers.Benchmarks;

/// <summary>Ratios of converting texts to indices.</summary>
public static class TextRatios
{
    public static IEnumerable<Line> All()
    {
        var sides = new TextBenchmarks();
        const string peer = "`string.Split` and a `Dictionary`, one thread";
        yield return Line.Of(new Contest("1,000,000 short texts to 16 indices each, `TextVectorization`", peer, "0.5 or more")
            .Run(7, Contest.Time(1, () => sides.Layers()), Contest.Time(1, () => sides.SplitAndLookUp())));
        yield return Line.Of(new Contest("the same, padded to the longest text", peer, "0.5 or more")
            .Run(7, Contest.Time(1, () => sides.LayersOpen()), Contest.Time(1, () => sides.SplitAndLookUp())));
    }
}
