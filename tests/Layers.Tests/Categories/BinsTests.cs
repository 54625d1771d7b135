namespace Layers.Tests;

/// <summary>Bins beyond scikit-learn's cases, computed by hand.</summary>
public sealed class BinsTests
{
    [Test]
    public void ANumberOnAnEdge_IsInTheBinAbove_AndWhatIsBeyond_InTheOuterBins()
    {
        using var model = new Sequential { new Input(2), new Bins([[0, 10, 20, 30], [-1, 1]], BinEncoding.Ordinal) };
        var y = model.Predict((TensorData)new float[,] { { -5, -9 }, { 0, 0 }, { 9.99f, 1 }, { 10, 9 }, { 20, 0 }, { 30, 0 },
            { float.PositiveInfinity, float.NegativeInfinity } });
        Assert.That(y.ToArray<float>(), Is.EqualTo(new float[] { 0, 0, 0, 0, 0, 0, 1, 0, 2, 0, 2, 0, 2, 0 }));
    }

    [Test]
    public void GivenEdges_HaveAColumnForEachBin()
    {
        using var model = new Sequential { new Input(2), new Bins([[0, 10, 20], [0, 1, 2, 3]]) };
        Assert.That(model.Predict((TensorData)new float[,] { { 15, 0.5f }, { -1, 7 } }).ToArray<float>(),
            Is.EqualTo(new float[] { 0, 1, 1, 0, 0, 1, 0, 0, 0, 1 }));
    }

    [TestCase(BinEncoding.Ordinal, new[] { float.NaN, 1 })]
    [TestCase(BinEncoding.OneHot, new[] { 0f, 0, 0, 1 })]
    public void AMissingValue_IsInNoBin(BinEncoding encoding, float[] expected)
    {
        using var model = new Sequential { new Input(2), new Bins([[0, 1, 2], [0, 1, 2]], encoding) };
        Assert.That(model.Predict((TensorData)new float[,] { { float.NaN, 1.5f } }).ToArray<float>(), Is.EqualTo(expected));
    }

    [Test]
    public void EdgesThatMeet_AreJoined_AndTheReportSaysSo()
    {
        var bins = new Bins(nBins: 4, BinEncoding.OneHot);
        // Three quarters of the first feature are 0, the second is constant, and the third has a value in each bin.
        var report = bins.Adapt(new double[,] { { 0, 5, 1 }, { 0, 5, 2 }, { 0, 5, 3 }, { 9, 5, 4 } });
        Assert.That(bins.Edges, Is.EqualTo(new double[][] { [0, 4.5, 9], [double.NegativeInfinity, double.PositiveInfinity],
            [1, 1.5, 2.5, 3.5, 4] }));
        Assert.That(report.Features.Select(feature => feature.Remark),
            Is.EqualTo(new[] { "2 of 4 bins are left, because edges less than 1e-8 apart are merged",
            "1 of 4 bins is left, because the feature is constant", null }));
        using var model = new Sequential { new Input(3), bins };
        Assert.That(model.Predict((TensorData)new float[,] { { 7, 6, 2 } }).ToArray<float>(),
            Is.EqualTo(new float[] { 0, 1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0 }));
    }

    [Test]
    public void RowWeights_AreRowsAsOften()
    {
        var (weighted, repeated) = (new Bins(3), new Bins(3));
        weighted.Adapt(new double[,] { { 1 }, { 2 }, { 3 }, { 8 } }, rowWeights: new double[] { 3, 1, 1, 1 });
        repeated.Adapt(new double[,] { { 1 }, { 1 }, { 1 }, { 2 }, { 3 }, { 8 } });
        Assert.That(weighted.Edges, Is.EqualTo(repeated.Edges));
        // The first third of the six rows ends after two rows, between two values of 1. The second third ends after four rows, between 2
        // and 3.
        Assert.That(weighted.Edges![0], Is.EqualTo(new[] { 1, 2.5, 8 }));
    }

    [Test]
    public void Groups_AreThoseOfTheData()
    {
        var bins = new Bins(2, BinEncoding.Ordinal, BinStrategy.KMeans);
        bins.Adapt(new double[,] { { 0 }, { 1 }, { 2 }, { 100 }, { 102 } });
        // The cluster means are 1 and 101, and the edge is halfway between them.
        Assert.That(bins.Edges![0], Is.EqualTo(new[] { 0, 51.0, 102 }));
    }

    [Test]
    public void AGroupWithoutValues_StartsFromScratch()
    {
        var bins = new Bins(4, BinEncoding.Ordinal, BinStrategy.KMeans);
        bins.Adapt(new double[,] { { 0 }, { 1 }, { 2 }, { 100 } });
        Assert.That(bins.Edges![0], Has.Count.GreaterThanOrEqualTo(3).And.Ordered);
    }

    [Test]
    public void ManyRows_AreCutWhereTheyAre()
    {
        var bins = new Bins(4);
        bins.Adapt(TensorData.Of([.. Enumerable.Range(0, 20_000).Select(i => (double)(i * 7919L % 20_000))], [20_000, 1]));
        Assert.That(bins.Edges![0], Is.EqualTo(new double[] { 0, 5_000, 10_000, 15_000, 19_999 }).Within(200));
    }

    [Test]
    public void GivenEdges_AreNotLearned()
    {
        var bins = new Bins([[0, 1]]);
        Assert.That(bins.IsAdapted);
        Assert.That(() => bins.Adapt(new double[,] { { 1 }, { 2 } }), Throws.TypeOf<LayerException>().With.Message.Contains("edges"));
    }

    [Test]
    public void InvalidBins_AreRefused()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => new Bins(1), Throws.TypeOf<LayerException>().With.Message.Contains("nBins"));
            Assert.That(() => new Bins(3, strategy: BinStrategy.Given), Throws.TypeOf<LayerException>().With.Message.Contains("strategy"));
            Assert.That(() => new Bins([]), Throws.TypeOf<LayerException>().With.Message.Contains("edges"));
            Assert.That(() => new Bins([[1, 2], [3]]), Throws.TypeOf<LayerException>().With.Message.Contains("Feature 1 has [3]"));
            Assert.That(() => new Bins([[1, 1]]), Throws.TypeOf<LayerException>().With.Message.Contains("Feature 0 has [1, 1]"));
            Assert.That(() => new Bins([[1, double.PositiveInfinity]]), Throws.TypeOf<LayerException>().With.Message.Contains("finite"));
            Assert.That(() => new Bins([[1, 1e300]]), Throws.TypeOf<LayerException>().With.Message.Contains("float32"));
            Assert.That(() => new Bins([[1, 2]]).Apply(Ops.Input("x", ["batch", 2])),
                Throws.TypeOf<LayerException>().With.Message.Contains("2"));
        });
    }
}
