using System.Numerics.Tensors;

namespace Layers.Tests;

/// <summary>The arguments of Adapt: every form of the same numbers gives the same statistics.</summary>
public sealed class AdaptSourceTests
{
    private static readonly int[,] s_rows = { { 1, 10 }, { 2, 30 }, { 6, 20 }, { 3, 60 } };

    private static IEnumerable<TestCaseData> Sources
    {
        get
        {
            yield return Source("float[,]", To(x => (float)x));
            yield return Source("double[,]", To(x => (double)x));
            yield return Source("int[,]", s_rows);
            yield return Source("long[,]", To(x => (long)x));
            yield return Source("float[][]", new float[][] { [1, 10], [2, 30], [6, 20], [3, 60] });
            yield return Source("double[][]", new double[][] { [1, 10], [2, 30], [6, 20], [3, 60] });
            yield return Source("Tensor<float>", Tensor.Create(Flat(x => (float)x), [4, 2]));
            yield return Source("Tensor<double>", Tensor.Create(Flat(x => (double)x), [4, 2]));
            yield return Source("Tensor<int>", Tensor.Create(Flat(x => x), [4, 2]));
            yield return Source("Tensor<long>", Tensor.Create(Flat(x => (long)x), [4, 2]));
        }
    }

    [TestCaseSource(nameof(Sources))]
    public void EveryForm_TeachesTheSame(TensorData source)
    {
        var layer = new Normalization();
        layer.Adapt(source);
        Assert.That(layer.Mean!.ToArray<float>(), Is.EqualTo(new[] { 3f, 30f }));
        Assert.That(layer.Variance!.ToArray<float>(), Is.EqualTo(new[] { 3.5f, 350f }));
    }

    [Test]
    public void Batches_TeachWhatAllRowsTeach()
    {
        var layer = new Normalization();
        var report = layer.Adapt([new float[,] { { 1, 10 } }, new double[,] { { 2, 30 }, { 6, 20 } }, new long[,] { { 3, 60 } }]);
        Assert.That(report.Rows, Is.EqualTo(4));
        Assert.That(layer.Mean!.ToArray<float>(), Is.EqualTo(new[] { 3f, 30f }));
        Assert.That(layer.Variance!.ToArray<float>(), Is.EqualTo(new[] { 3.5f, 350f }));
    }

    [Test]
    public void ASequence_IsReadOnce_AndNotKept()
    {
        var reads = 0;
        IEnumerable<TensorData> Batches()
        {
            for (var i = 0; i < 10; i++)
            {
                reads++;
                yield return new float[,] { { i, 2 * i }, { i + 1, i } };
            }
        }
        Assert.That(new Normalization().Adapt(Batches()).Rows, Is.EqualTo(20));
        Assert.That(reads, Is.EqualTo(10));
    }

    [Test]
    public void TheReport_SaysWhatWasSeen()
    {
        var layer = new Normalization { MissingValues = MissingValues.Ignore };
        var report = layer.Adapt(new float[,] { { 1, 5, float.NaN }, { 3, 5, 4 }, { 8, 5, 6 } });
        Assert.That(report.Rows, Is.EqualTo(3));
        Assert.That(report.Features.Select(f => (f.Index, f.Count, f.Missing)),
            Is.EqualTo(new[] { (0, 3L, 0L), (1, 3L, 0L), (2, 2L, 1L) }));
        Assert.That(report.Features.Select(f => (f.Minimum, f.Maximum, f.IsConstant)),
            Is.EqualTo(new[] { (1.0, 8.0, false), (5.0, 5.0, true), (4.0, 6.0, false) }));
        Assert.That(report.Features.Select(f => f.Mean), Is.EqualTo(new[] { 4.0, 5.0, 5.0 }).Within(1e-15));
        Assert.That(report.Features.Select(f => f.Variance), Is.EqualTo(new[] { 26.0 / 3, 0, 1 }).Within(1e-14));
        Assert.That(report.Constant.Select(f => f.Index), Is.EqualTo(new[] { 1 }));
        Assert.That(layer.Report!.ToString(), Is.EqualTo(report.ToString()));
        // The stored variance of the constant feature is 1, not the variance of the data.
        Assert.That(layer.Variance!.ToArray<float>()[1], Is.EqualTo(1));
    }

    [Test]
    public void Adapt_StartsFromScratch()
    {
        var (twice, once) = (new Normalization(), new Normalization());
        twice.Adapt(SampleData.Matrix(50, 3, seed: 1));
        twice.Adapt(SampleData.Matrix(20, 3, seed: 2));
        once.Adapt(SampleData.Matrix(20, 3, seed: 2));
        Assert.That(twice.Report!.Rows, Is.EqualTo(20));
        Assert.That(Mismatch.IsBitwiseEqual(twice.Mean!, once.Mean!) && Mismatch.IsBitwiseEqual(twice.Variance!, once.Variance!));
    }

    [Test]
    public void Progress_TellsTheRowsReadSoFar()
    {
        var told = new List<long>();
        new Normalization().Adapt([SampleData.Matrix(5, 2, 1), SampleData.Matrix(7, 2, 2)], new Told(told.Add));
        Assert.That(told, Is.Ordered.And.Not.Empty);
        Assert.That(told[^1], Is.EqualTo(12));
    }

    [Test]
    public void AModelThatPredicted_UsesNewlyAdaptedValues()
    {
        var normalization = new Normalization();
        using var model = new Sequential { new Input(2), normalization };
        normalization.Adapt(new float[,] { { 0, 0 }, { 2, 2 } });
        Assert.That(model.Predict(new float[,] { { 2, 0 } }), Is.EqualTo(new float[,] { { 1, -1 } }));
        normalization.Adapt(new float[,] { { 2, 0 }, { 6, 4 } });
        Assert.That(model.Predict(new float[,] { { 2, 0 } }), Is.EqualTo(new float[,] { { -1, -1 } }));
    }

    [Test]
    public void TimeStamps_KeepTheirSpread_WhereTheInputIsFloat64OrInt64([Values(DType.Float64, DType.Int64)] DType type)
    {
        // Times within an hour in seconds, half a century after 1970: one float32 step is 128 s there.
        double[] seconds = [1_770_000_000, 1_770_000_600, 1_770_001_800, 1_770_003_600];
        var data = Casting.Of(seconds, [4, 1], type);
        var normalization = new Normalization();
        normalization.Adapt(data);
        using var model = new Sequential { new Input(1, type), normalization };
        var (mean, y) = (seconds.Average(), Mismatch.Doubles(model.Predict(data)));
        var deviation = Math.Sqrt(seconds.Average(second => (second - mean) * (second - mean)));
        Assert.That(y, Is.EqualTo(seconds.Select(second => (second - mean) / deviation)).Within(1e-6));
    }

    private static TestCaseData Source(string name, TensorData data) => new TestCaseData(data).SetArgDisplayNames(name);

    private static T[,] To<T>(Func<int, T> convert)
    {
        var rows = new T[4, 2];
        for (var i = 0; i < rows.Length; i++) rows[i / 2, i % 2] = convert(s_rows[i / 2, i % 2]);
        return rows;
    }

    private static T[] Flat<T>(Func<int, T> convert) => [.. s_rows.Cast<int>().Select(convert)];

    private sealed class Told(Action<long> act) : IProgress<long>
    {
        public void Report(long value) => act(value);
    }
}
