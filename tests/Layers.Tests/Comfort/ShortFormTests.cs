using Layers.Graphs;
using Layers.Tests.Training;

namespace Layers.Tests.Comfort;

/// <summary>The shortest calls: a flat array for a column, two tensors for validation, one output without a list or a name.</summary>
public sealed class ShortFormTests
{
    private static readonly float[] s_column = [1, 2, 3, 6];

    private static IEnumerable<TestCaseData> Scalers => new (string Name, Func<AdaptiveLayer> Make)[]
    {
        ("Normalization", () => new Normalization()),
        ("MinMaxScaling", () => new MinMaxScaling()),
        ("RobustScaling", () => new RobustScaling()),
        ("QuantileTransform", () => new QuantileTransform()),
        ("Imputation", () => new Imputation()),
        ("Bins", () => new Bins(2)),
        ("Discretization", () => new Discretization(2)),
    }.Select(one => new TestCaseData(one.Make).SetArgDisplayNames(one.Name));

    [TestCaseSource(nameof(Scalers))]
    public void AFlatArray_IsOneColumn(Func<AdaptiveLayer> make)
    {
        var (flat, table) = (make(), make());
        flat.Adapt(s_column);
        table.Adapt(new float[,] { { 1 }, { 2 }, { 3 }, { 6 } });
        var rows = new float[,] { { 0 }, { 2.5f }, { 9 } };
        Assert.That(Numbers(flat.Predict(rows)), Is.EqualTo(Numbers(table.Predict(rows))));
        flat.Update([s_column]);
        Assert.That(flat.State!.Rows, Is.EqualTo(8));
    }

    private static double[] Numbers(TensorData data) => Casting.Cast(data, DType.Float64).ToArray<double>();

    [Test]
    public void AFlatArrayOverEverything_StaysFlat()
    {
        var layer = new Normalization(axis: []);
        layer.Adapt(s_column);
        Assert.That(layer.Mean!.Shape.Rank, Is.Zero);
        Assert.That(layer.Mean.ToArray<float>(), Is.EqualTo(new float[] { 3 }));
    }

    [Test]
    public void AModelOfOneColumn_TakesFlatArrays()
    {
        using var model = new Sequential { new Normalization(), new Dense(1) };
        model.Adapt(s_column);
        Assert.That(model.Input!.Shape.ToString(), Is.EqualTo("[batch, 1]"));
        model.Compile(new Sgd(0.01), Loss.MeanSquaredError);
        Assert.That(model.Fit(s_column, new float[] { 2, 4, 6, 12 }, validationData: (s_column, new float[] { 2, 4, 6, 12 }))["val_loss"],
            Has.Count.EqualTo(1));
        Assert.That(model.Evaluate(s_column, new float[] { 2, 4, 6, 12 })["loss"], Is.GreaterThan(0));
        Assert.That(model.Check(s_column).Rows, Is.EqualTo(4));
        using var two = new Sequential { new Input(2), new Normalization() };
        Assert.That(() => two.Adapt(s_column), Throws.TypeOf<LayerException>());
    }

    [Test]
    public void ValidationData_IsAPairOrATriple()
    {
        var weights = new float[24];
        weights[3] = 1;
        Assert.That(Validated((SmallData.X(), SmallData.Y())), Is.EqualTo(Validated(new ValidationData(SmallData.X(), SmallData.Y()))));
        Assert.That(Validated((SmallData.X(), SmallData.Y(), weights)),
            Is.EqualTo(Validated(new ValidationData(SmallData.X(), SmallData.Y(), weights))));
        Assert.That(() => Validated(((TensorData)null!, SmallData.Y())), Throws.ArgumentNullException);
    }

    private static double Validated(ValidationData data)
    {
        using var model = SmallData.Compiled(new Sgd(0.01));
        return model.Fit(SmallData.X(), SmallData.Y(), validationData: data)["val_loss"][0];
    }

    [Test]
    public void AModelOfSeveralInputs_HasOneOutput_AndItsLabelsNeedNoName()
    {
        Input wide = new(4, name: "wide"), deep = new(4, name: "deep");
        using var model = new Functional([wide, deep], new Dense(1, name: "price").Apply(new Concatenate().Apply(wide, deep)));
        model.Compile(new Sgd(0.01), Loss.MeanSquaredError);
        var x = new Dictionary<string, TensorData> { ["wide"] = SmallData.X(), ["deep"] = SmallData.X() };
        var y = new Dictionary<string, TensorData> { ["price"] = SmallData.Y() };
        Assert.That(model.Outputs, Has.Count.EqualTo(1));
        Assert.That(model.Evaluate(x, SmallData.Y())["loss"], Is.EqualTo(model.Evaluate(x, y)["loss"]));
        var history = model.Fit(x, SmallData.Y(), sampleWeight: new float[24], validationData: (x, SmallData.Y()));
        Assert.That(history["loss"][0], Is.Zero, "No row counts.");
        Assert.That(history["val_loss"][0], Is.EqualTo(model.Evaluate(x, y)["loss"]).Within(1e-6).Percent);
        Assert.That(model.Fit(x, SmallData.Y(), validationData: (x, y))["val_loss"], Has.Count.EqualTo(1));
        Assert.That(model.Fit(x, SmallData.Y(), validationData: new ValidationData(x, SmallData.Y(), new float[24]))["val_loss"][0],
            Is.Zero);
    }

    [Test]
    public void LabelsWithoutAName_AreRefusedForSeveralOutputs()
    {
        Input a = new(4, name: "a");
        using var model = new Functional([a], [new Dense(1, name: "price").Apply(a), new Dense(1, name: "rent").Apply(a)]);
        model.Compile(new Sgd(0.01), Loss.MeanSquaredError);
        Assert.That(() => model.Fit(new Dictionary<string, TensorData> { ["a"] = SmallData.X() }, SmallData.Y()),
            Throws.TypeOf<LayerException>().With.Message.Contains("has 2 outputs: price, rent. Give it data and labels by name."));
    }
}
