using static Layers.Graphs.Ops;

namespace Layers.Graphs.Tests;

public sealed class RandomTests
{
    private const int Many = 20_000;

    private static readonly Value s_key = Input("key", [], DType.Int64);

    [TestCase(0)]
    [TestCase(42)]
    [TestCase(-1)]
    [TestCase(long.MaxValue)]
    public void Uniform_IsSplitMix64(long key) =>
        Assert.That(Uniform(key, 1000),
            Is.EqualTo(Enumerable.Range(0, 1000).Select(i => SplitMix64((ulong)key + (ulong)i * 0x9E3779B97F4A7C15))));

    [Test]
    public void Uniform_GivesTheseNumbers_InEveryFileAndOnEveryMachine() =>
        Assert.That(Uniform(42, 4), Is.EqualTo(new[] { 0.65371573f, 0.74156487f, 0.15991038f, 0.2786011f }));

    [Test]
    public void TheSameKey_GivesTheSameNumbers()
    {
        var first = Normal(7, 100);
        Assert.That(Normal(7, 100), Is.EqualTo(first));
    }

    [TestCase(1, 2)]
    [TestCase(1, 1L << 32)]
    [TestCase(5, -5)]
    public void OtherKeys_GiveUnrelatedNumbers(long first, long second)
    {
        var (a, b) = (Uniform(first, Many), Uniform(second, Many));
        Assert.That(a.Zip(b).Count(pair => pair.First == pair.Second), Is.LessThan(10));
        // The correlation of independent numbers has the deviation 1/√n; five deviations are exceeded once in two million.
        Assert.That(Correlation(a, b), Is.EqualTo(0).Within(5 / Math.Sqrt(Many)));
    }

    [Test]
    public void Neighbours_AreUnrelated()
    {
        var numbers = Uniform(3, Many);
        Assert.That(Correlation(numbers[..^1], numbers[1..]), Is.EqualTo(0).Within(5 / Math.Sqrt(Many)));
    }

    [Test]
    public void Uniform_FillsItsRangeEvenly()
    {
        var numbers = Uniform(2024, Many);
        Assert.That(numbers, Is.All.InRange(0f, 0.99999994f));
        Assert.That(numbers.Average(x => (double)x), Is.EqualTo(0.5).Within(5 * Math.Sqrt(1 / 12.0 / Many)));
        Assert.That(ChiSquare(numbers.Select(x => (int)(x * 100)), 100), Is.LessThan(MostChiSquare99));
    }

    [Test]
    public void Normal_HasTheMomentsOfItsName()
    {
        var numbers = Normal(11, Many).Select(x => (double)x).ToArray();
        Assert.That(numbers.Average(), Is.EqualTo(0).Within(5 / Math.Sqrt(Many)));
        Assert.That(numbers.Average(x => x * x), Is.EqualTo(1).Within(5 * Math.Sqrt(2.0 / Many)));
        Assert.That(numbers.Average(x => x * x * x), Is.EqualTo(0).Within(5 * Math.Sqrt(15.0 / Many)));
        Assert.That(numbers.Average(x => x * x * x * x), Is.EqualTo(3).Within(5 * Math.Sqrt(96.0 / Many)));
    }

    [Test]
    public void Normal_FillsTheBinsOfTheBellCurve() =>
        Assert.That(ChiSquare(Normal(12, Many).Select(x => (int)(Cumulative(x) * 100)), 100), Is.LessThan(MostChiSquare99));

    [Test]
    public void Normal_IsFinite_WhereUniformGivesZero()
    {
        // The first number of key 0 is exactly 0, whose logarithm would be infinite.
        Assert.That(Uniform(0, 1)[0], Is.EqualTo(0));
        Assert.That(Normal(0, 1)[0], Is.EqualTo(0));
    }

    [Test]
    public void Sizes_ComeFromTheRun()
    {
        var x = Input("x", ["batch", 3]);
        var noise = RandomUniform(s_key, ShapeOf(x));
        Assert.That(noise.Shape.ToString(), Is.EqualTo("[batch, 3]"));
        foreach (var rows in new[] { 0, 1, 5 })
        {
            var result = Run.Of(Graph.Of(noise), [new(s_key, TensorData.Scalar(9L)), new(x, new float[rows, 3])])[0];
            Assert.That(result.Shape.ToArray(), Is.EqualTo(new long[] { rows, 3 }));
            Assert.That(result.ToArray<float>(), Is.EqualTo(Uniform(9, rows * 3)));
        }
    }

    [Test]
    public void AShorterTensor_HasTheStartOfALongerOne() => Assert.That(Uniform(5, 10), Is.EqualTo(Uniform(5, 20)[..10]));

    // The 99.99th percentile of χ² with 99 degrees of freedom.
    private const double MostChiSquare99 = 161.3;

    private static float[] Uniform(long key, int count) =>
        Run.Of(RandomUniform(s_key, Constant(new long[] { count })), TensorData.Scalar(key)).ToArray<float>();

    private static float[] Normal(long key, int count) =>
        Run.Of(RandomNormal(s_key, Constant(new long[] { count })), TensorData.Scalar(key)).ToArray<float>();

    // An independent implementation from the paper, with unsigned arithmetic.
    private static float SplitMix64(ulong state)
    {
        state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        state = (state ^ (state >> 27)) * 0x94D049BB133111EB;
        return ((state ^ (state >> 31)) >> 40) / 16777216f;
    }

    private static double ChiSquare(IEnumerable<int> bins, int count)
    {
        var hits = new double[count];
        foreach (var bin in bins) hits[bin]++;
        var expected = hits.Sum() / count;
        return hits.Sum(hit => (hit - expected) * (hit - expected) / expected);
    }

    private static double Correlation(float[] a, float[] b)
    {
        var (meanA, meanB) = (a.Average(x => (double)x), b.Average(x => (double)x));
        double ab = 0, aa = 0, bb = 0;
        for (var i = 0; i < a.Length; i++)
        {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return ab / Math.Sqrt(aa * bb);
    }

    // The distribution function of the standard normal at x: Simpson's rule on the density from 0.
    private static double Cumulative(double x)
    {
        const int Steps = 100;
        double Density(double t) => Math.Exp(-t * t / 2) / Math.Sqrt(2 * Math.PI);
        var width = x / Steps;
        var sum = Density(0) + Density(x);
        for (var i = 1; i < Steps; i++) sum += Density(i * width) * (i % 2 == 1 ? 4 : 2);
        return 0.5 + sum * width / 3;
    }
}
