using Layers.Graphs;

namespace Layers.Tests.Statistics;

/// <summary>Every shape and every choice of kept axes, compared with plain loops over the indices.</summary>
public class StatisticsPassLayoutTests
{
    [TestCase(new long[] { })]
    [TestCase(new long[] { 1 })]
    [TestCase(new long[] { 37 })]
    [TestCase(new long[] { 11, 3 })]
    [TestCase(new long[] { 1, 5 })]
    [TestCase(new long[] { 40, 1 })]
    [TestCase(new long[] { 3, 2, 5 })]
    [TestCase(new long[] { 30, 70, 2 })]
    [TestCase(new long[] { 4, 3, 5, 6 })]
    [TestCase(new long[] { 3, 1, 4, 1 })]
    [TestCase(new long[] { 2, 3, 2, 3, 2 })]
    [TestCase(new long[] { 2, 9, 2, 11, 3, 2 })]
    [TestCase(new long[] { 1300, 2 })]
    [TestCase(new long[] { 2, 2500 })]
    [TestCase(new long[] { 3, 500, 7 })]
    public void Observe_EveryChoiceOfKeptAxes_GivesEachFeatureItsValues(long[] sizes)
    {
        var shape = Shape.Of(sizes);
        var data = TestData.Floats(shape.Length, seed: 1);
        for (var choice = 0; choice < 1 << sizes.Length; choice++)
        {
            int[] kept = [.. Enumerable.Range(0, sizes.Length).Where(axis => (choice >> axis & 1) == 1)];
            var values = ByFeature(data, sizes, kept);
            var statistics = Observed.Of(TensorData.Of(data, shape), kept);

            Assert.That(statistics.Features, Is.EqualTo(values.Length));
            Assert.That(statistics.Rows, Is.EqualTo(values[0].Count));
            for (var f = 0; f < values.Length; f++) Observed.Check(statistics, f, values[f]);
        }
    }

    // Large enough for several panels, blocks of rows, units and tiles.
    [TestCase(new long[] { 700, 3000 }, 1)]
    [TestCase(new long[] { 3000, 700 }, 0)]
    [TestCase(new long[] { 40000, 13 }, 1)]
    [TestCase(new long[] { 40000, 13 }, 0)]
    [TestCase(new long[] { 8, 3, 20000 }, 1)]
    [TestCase(new long[] { 900, 300, 5 }, 1)]
    [TestCase(new long[] { 20, 300, 50 }, 1)]
    [TestCase(new long[] { 50, 20, 10, 30 }, 1, 2)]
    [TestCase(new long[] { 50, 20, 10, 30 }, 1, 3)]
    [TestCase(new long[] { 600, 1, 500 }, 0, 2)]
    public void Observe_LargeTensors_GiveEachFeatureItsValues(long[] sizes, params int[] kept)
    {
        var shape = Shape.Of(sizes);
        var data = TestData.Floats(shape.Length, seed: 2);
        var values = ByFeature(data, sizes, kept);
        var statistics = Observed.Of(TensorData.Of(data, shape), kept);

        Assert.That(statistics.Rows, Is.EqualTo(values[0].Count));
        foreach (var f in Enumerable.Range(0, values.Length).Where(f => f % (1 + values.Length / 50) == 0 || f == values.Length - 1))
            Observed.Check(statistics, f, values[f], 1e-12);
        for (var f = 0; f < values.Length; f++)
            Assert.That((statistics[f].Minimum, statistics[f].Maximum), Is.EqualTo((values[f].Min(), values[f].Max())));
    }

    [TestCase(new long[] { 60_000_000, 2, 3 }, 1, 60_000_000, 6)]
    [TestCase(new long[] { 10, 2, 100_000 }, 20, 100_000, 1)]
    [TestCase(new long[] { 1000, 64, 7, 7 }, 1, 1000, 64 * 49)]
    [TestCase(new long[] { 3, 1, 5 }, 1, 15, 1)]
    public void AxisLayout_ChannelsInTheMiddle_DrawsSmallAxesIntoTheLanes(long[] sizes, int tiles, int rows, int lanes)
    {
        var layout = new AxisLayout(Shape.Of(sizes), [1]);
        Assert.That((layout.Tiles, layout.TileRows, layout.Lanes), Is.EqualTo((tiles, rows, lanes)));
    }

    [Test]
    public void Observe_RankOneWithItsAxisKept_IsOneRowOfFeatures()
    {
        var statistics = Observed.Of(new[] { 3f, 1f, 2f }, 0);

        Assert.That(statistics.Rows, Is.EqualTo(1));
        Assert.That(statistics.Moments().Select(m => (m.Mean, m.Variance)), Is.EqualTo(new[] { (3.0, 0.0), (1, 0), (2, 0) }));
    }

    [Test]
    public void Observe_Scalar_IsOneRowOfOneFeature()
    {
        var statistics = Observed.Of(TensorData.Scalar(5.0));

        Assert.That((statistics.Rows, statistics[0].Mean), Is.EqualTo((1, 5.0)));
    }

    [Test]
    public void Observe_ArraysOfAnyRankAndTensors_AreReadInPlace()
    {
        var cube = new float[,,] { { { 1, 2 }, { 3, 4 } }, { { 5, 6 }, { 7, 8 } } };
        var tensor = System.Numerics.Tensors.Tensor.Create(new[] { 1.0, 2, 3, 4 }, [2, 2]);

        Assert.That(Observed.Of(cube, 2).Moments().Select(m => m.Mean), Is.EqualTo(new[] { 4.0, 5 }));
        Assert.That(Observed.Of(tensor, 0).Moments().Select(m => m.Mean), Is.EqualTo(new[] { 1.5, 3.5 }));
    }

    [Test]
    public void Observe_NoFeatures_CountsRows()
    {
        Assert.That(Observed.Of(new float[5, 0], 1).Rows, Is.EqualTo(5));
    }

    private static List<double>[] ByFeature(float[] data, long[] sizes, int[] kept)
    {
        var features = kept.Aggregate(1L, (product, axis) => product * sizes[axis]);
        var values = new List<double>[features];
        for (var f = 0; f < features; f++) values[f] = [];
        var index = new long[sizes.Length];
        foreach (var value in data)
        {
            long feature = 0;
            foreach (var axis in kept) feature = feature * sizes[axis] + index[axis];
            values[feature].Add(value);
            for (var axis = sizes.Length - 1; axis >= 0 && ++index[axis] == sizes[axis]; axis--) index[axis] = 0;
        }
        return values;
    }
}
