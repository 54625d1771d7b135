using Layers.Graphs;

namespace Layers.Tests;

/// <summary>The columns of the last axis, for every layer that takes a selection of them.</summary>
public sealed class LastAxisTests
{
    private static readonly TensorData s_rows = TensorData.Of([1f, 2, 3, 4, 5, 6, 7, 8, 9, 10], [2, 5]);

    private static IEnumerable<TestCaseData> Layers => new (string Name, Func<Layer> Make)[]
    {
        ("ColumnSelection", () => new ColumnSelection(0)),
        ("Cyclic", () => new Cyclic(24)),
        ("DateParts", () => new DateParts(DatePart.Year)),
        ("LargestColumn", () => new LargestColumn()),
        ("PolynomialFeatures", () => new PolynomialFeatures()),
        ("RowScaling", () => new RowScaling()),
    }.Select(one => new TestCaseData(one.Make).SetArgDisplayNames(one.Name));

    [Test]
    public void Take_GivesThePlacesInTheirOrder()
    {
        Assert.That(Values(x => LastAxis.Take(x, 4, 0, 4), s_rows), Is.EqualTo(new float[] { 5, 1, 5, 10, 6, 10 }));
        Assert.That(Values(x => LastAxis.Take(x, 1), s_rows.Reshape([1, 2, 5])), Is.EqualTo(new float[] { 2, 7 }));
    }

    [Test]
    public void Halves_ShareTheColumnInTheMiddle()
    {
        Assert.That(Values(x => LastAxis.Halves(x).Front, s_rows), Is.EqualTo(new float[] { 1, 2, 3, 6, 7, 8 }));
        Assert.That(Values(x => LastAxis.Halves(x).Back, s_rows), Is.EqualTo(new float[] { 3, 4, 5, 8, 9, 10 }));
        Assert.That(Values(x => LastAxis.Halves(LastAxis.Take(x, 0, 1, 2, 3)).Back, s_rows), Is.EqualTo(new float[] { 3, 4, 8, 9 }));
        Assert.That(Values(x => LastAxis.Halves(LastAxis.Take(x, 0, 1)).Front, s_rows), Is.EqualTo(new float[] { 1, 6 }));
    }

    [Test]
    public void SideBySide_HasTheColumnsOfAFeatureTogether()
    {
        var two = TensorData.Of([1f, 2, 3, 4], [2, 2]);
        Assert.That(Values(x => LastAxis.SideBySide(x, x * 10, x * 100), two),
            Is.EqualTo(new float[] { 1, 10, 100, 2, 20, 200, 3, 30, 300, 4, 40, 400 }));
        Assert.That(Values(x => LastAxis.SideBySide(x), two), Is.EqualTo(new float[] { 1, 2, 3, 4 }));
    }

    [TestCaseSource(nameof(Layers))]
    public void AnInputWithoutColumns_IsRefused(object make)
    {
        var layer = ((Func<Layer>)make)();
        var type = layer is DateParts ? DType.String : DType.Float32;
        Assert.That(() => layer.Apply(new Input([], type)), Throws.TypeOf<LayerException>()
            .With.Message.Contains("expects an input of two or more axes, (batch, …, features), with the batch first"));
        Assert.That(() => layer.Apply(new Input(["columns"], type)), Throws.TypeOf<LayerException>()
            .With.Message.Contains("depends on the size of axis 1, so the size must be known"));
    }

    private static float[] Values(Func<Value, Value> call, TensorData x) => new Calling(call).Predict(x).ToArray<float>();

    private sealed class Calling(Func<Value, Value> call) : Layer
    {
        protected override Value Call(Value x) => call(x);
    }
}
