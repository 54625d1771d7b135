namespace Layers.Tests;

/// <summary>Layers that combine or select the columns of a row: their results, and their feature names.</summary>
public sealed class RowAndProductTests
{
    [Test]
    public void Products_AreInTheOrderOfDegrees()
    {
        var layer = new PolynomialFeatures(3);
        Assert.That(layer.Predict(new double[,] { { 2, 3 } }!).ToArray<float>(),
            Is.EqualTo(new float[] { 1, 2, 3, 4, 6, 9, 8, 12, 18, 27 }));
        Assert.That(layer.ColumnNames(["a", "b"]),
            Is.EqualTo(new[] { "1", "a", "b", "a^2", "a b", "b^2", "a^3", "a^2 b", "a b^2", "b^3" }));
        Assert.That(layer.Powers(2).Select(powers => string.Join(',', powers)),
            Is.EqualTo(new[] { "0,0", "1,0", "0,1", "2,0", "1,1", "0,2", "3,0", "2,1", "1,2", "0,3" }));
    }

    [Test]
    public void Products_OfDifferentFeatures_EndWhereThereAreNoMore()
    {
        var layer = new PolynomialFeatures(9, interactionOnly: true, includeBias: false);
        Assert.That(layer.ColumnNames(["a", "b", "c"]), Is.EqualTo(new[] { "a", "b", "c", "a b", "a c", "b c", "a b c" }));
        Assert.That(() => new PolynomialFeatures(4, interactionOnly: true, includeBias: false, minDegree: 3).Powers(2),
            Throws.TypeOf<LayerException>().With.Message.Contains("2 features"));
        Assert.That(() => new PolynomialFeatures(100).Powers(100), Throws.TypeOf<LayerException>().With.Message.Contains("100,000 " +
        "columns"));
    }

    [Test]
    public void Products_OfAMissingValue_AreMissing_AndTheOneIsNot() =>
        Assert.That(new PolynomialFeatures().Predict(new[,] { { double.NaN, 3 } }!).ToArray<float>(),
            Is.EqualTo(new[] { 1, float.NaN, 3, float.NaN, float.NaN, 9 }));

    [Test]
    public void AThreshold_IsNotAboveItself() =>
        Assert.That(new Binarization(0.5).Predict(new[,] { { 0.5, Math.BitIncrement(0.5), -1, double.NaN,
            double.PositiveInfinity } }!).ToArray<float>(), Is.EqualTo(new float[] { 0, 1, 0, 0, 1 }));

    [TestCase(RowNorm.L2, new[] { 0.6, -0.8, 0, 0 })]
    [TestCase(RowNorm.L1, new[] { 3.0 / 7, -4.0 / 7, 0, 0 })]
    [TestCase(RowNorm.Max, new[] { 0.75, -1, 0, 0 })]
    public void Rows_AreScaledByTheirSize_AndZerosStay(RowNorm norm, double[] expected)
    {
        var layer = new RowScaling(norm, dtype: DTypePolicy.Float64);
        Assert.That(layer.Predict(new double[,] { { 3, -4 }, { 0, 0 } }!).ToArray<double>(), Is.EqualTo(expected).Within(1e-15));
        Assert.That(layer.Predict(new[,] { { 1e-16, 0 } }!).ToArray<double>(), Is.EqualTo(new[] { 1e-16, 0 }),
            "what is too small to divide by stays");
    }

    [Test]
    public void TheLargest_IsTheFirstOfEquals()
    {
        var rows = TensorData.Of([.. Enumerable.Range(0, 400).Select(i => (double)(i * 7919 % 5))], [50, 8]);
        var places = new LargestColumn().Predict(rows).ToArray<float>();
        double[] numbers = rows.ToArray<double>();
        for (var row = 0; row < 50; row++)
        {
            var own = numbers[(row * 8)..(row * 8 + 8)];
            Assert.That(places[row], Is.EqualTo(Array.IndexOf(own, own.Max())), $"row {row}");
        }
        Assert.That(new LargestColumn().Predict(new double[,] { { 1, 3, 3, 2, 3 } }!).ToArray<float>(), Is.EqualTo(new float[] { 1 }));
    }

    [TestCase("bfloat16", 257, 258)]
    [TestCase("float16", 2049, 2050)]
    public void PlacesThatTheTypeDoesNotCount_AreRefused(string type, int fits, int tooMany)
    {
        var policy = DTypePolicy.Parse(type);
        var rows = new float[1, fits];
        rows[0, fits - 1] = 1;
        using var model = new Sequential { new Input(fits), new LargestColumn(dtype: policy) };
        Assert.Multiple(() =>
        {
            Assert.That(Casting.Cast(model.Predict(rows), DType.Float32).ToArray<float>(), Is.EqualTo(new float[] { fits - 1 }));
            Assert.That(() => new Sequential { new Input(tooMany), new LargestColumn(dtype: policy) },
                Throws.InstanceOf<LayerException>().With.Message.Contains($"indices in {type}")
                    .And.Message.Contains($"{tooMany:N0} columns"));
        });
    }

    [Test]
    public void SelectedColumns_AreAsTheyWere()
    {
        Assert.That(new ColumnSelection(2, 0).Predict(new[,] { { 1L, 2, long.MaxValue } }!).ToArray<long>(),
            Is.EqualTo(new[] { long.MaxValue, 1 }));
        Assert.That(new ColumnSelection(1).Predict(new[,] { { "a", "b" } }!).ToArray<string>(), Is.EqualTo(new[] { "b" }));
        Assert.That(new ColumnSelection(1, 1).ColumnNames(["a", "b"]), Is.EqualTo(new[] { "b", "b" }));
        Assert.That(() => new ColumnSelection(2).ColumnNames(["a", "b"]), Throws.ArgumentException.With.Message.Contains("column 2"));
        Assert.That(() => new ColumnSelection(3).Apply(new Input(3)), Throws.TypeOf<LayerException>().With.Message.Contains("column 3"));
        Assert.That(() => new ColumnSelection(0).Apply(new Input([])), Throws.TypeOf<LayerException>());
    }

    [Test]
    public void Labels_OfTwoClasses_AreOneColumn()
    {
        var layer = new LabelBinarization(negative: -1);
        layer.Adapt(new[] { "yes", "no", "yes" }!);
        Assert.That(layer.Predict(new[] { "yes", "no", "perhaps" }!).ToArray<float>(), Is.EqualTo(new float[] { 1, -1, -1 }));
        Assert.That(layer.ColumnNames(["answer"]), Is.EqualTo(new[] { "answer=yes" }));
        var three = new LabelBinarization([["a", "b", "c"], ["only"]]);
        Assert.That(three.Predict(new[,] { { "b", "only" } }!).ToArray<float>(), Is.EqualTo(new float[] { 0, 1, 0, 0 }));
        Assert.That(three.ColumnNames(["x", "y"]), Is.EqualTo(new[] { "x=a", "x=b", "x=c", "y=only" }));
    }
}
