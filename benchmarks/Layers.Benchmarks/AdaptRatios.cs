using System.Globalization;

namespace Layers.Benchmarks;

/// <summary>Ratios of learning statistics, against peers that read the same numbers.</summary>
public static class AdaptRatios
{
    private const string MlNet = "ML.NET `NormalizeMeanVariance().Fit`";

    public static IEnumerable<Line> InMemory(KerasPeer? keras, string noKeras)
    {
        yield return SmallMlNet();
        var sides = new AdaptLargeBenchmarks();
        var ours = Contest.Time(1, () => sides.Layers());
        const string work = "adapt 10,000,000 × 13 float32";
        yield return Line.Of(new Contest(work, "adding the array up on all cores", "0.5 or more")
            .Run(9, ours, Contest.Time(1, () => sides.Sum())));
        yield return Line.Of(new Contest(work, MlNet, "15 or more").Run(3, ours, Contest.Time(1, () => sides.MlNet())));
        if (keras is null)
        {
            yield return Line.Without(work, "NumPy, `mean` and `var`", noKeras);
            yield break;
        }
        yield return Line.Of(new Contest(work, "NumPy, `mean` and `var`", "none").Run(3, ours, () => keras.Measure(KerasPeer.NumPy)));
        keras.Forget(KerasPeer.NumPy);
        if (!keras.HasScikitLearn) yield break;
        yield return Line.Of(new Contest(work, "scikit-learn, `StandardScaler().fit`", "none")
            .Run(3, ours, () => keras.Measure(KerasPeer.ScikitLearn)));
        keras.Forget(KerasPeer.ScikitLearn);
    }

    public static IEnumerable<Line> FromFiles()
    {
        using var sides = new AdaptFileBenchmarks();
        const string peer = "DuckDB's own count, avg, var_pop, min, max";
        yield return Line.Of(new Contest("adapt 10,000,000 × 13 from Parquet", peer, "0.83 or more")
            .Run(4, Contest.Time(1, () => sides.ParquetLayers()), Contest.Time(1, () => sides.ParquetDuckDb())));
        yield return Line.Of(new Contest("adapt 1,000,000 × 13 from CSV", peer, "0.9 or more")
            .Run(4, Contest.Time(1, () => sides.CsvLayers()), Contest.Time(1, () => sides.CsvDuckDb())));

        var (full, fewer) = (Child.PeakOfAdapting(sides.Parquet), Child.PeakOfAdapting(sides.ShortParquet));
        yield return new Line("peak memory, adapt 10,000,000 × 13 from Parquet", "the same with 2,000,000 rows", Megabytes(full),
            Megabytes(fewer),
            Line.Times(fewer / full), "about 1");
    }

    private static Line SmallMlNet()
    {
        var sides = new AdaptBenchmarks();
        return Line.Of(new Contest("adapt 1,000,000 × 13 float32", MlNet, "15 or more")
            .Run(15, Contest.Time(4, () => sides.Layers()), Contest.Time(1, () => sides.MlNet())));
    }

    private static string Megabytes(double bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:F0} MB");
}
