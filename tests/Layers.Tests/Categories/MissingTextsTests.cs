namespace Layers.Tests;

/// <summary>Missing texts: indicated, filled, exported, and in files as the layers' own classes.</summary>
public sealed class MissingTextsTests
{
    private static readonly string[,] s_rows = { { "b", "?" }, { "", "x" }, { "b", "" }, { "ä", "x" } };

    [TestCase("", new float[] { 0, 0, 1, 0, 0, 1, 0, 0 })]
    [TestCase("?", new float[] { 0, 1, 0, 0, 0, 0, 0, 0 })]
    public void AnIndicator_IsOneWhereATextIsMissing(string missing, float[] expected)
    {
        using var model = new Sequential { new Input([2], DType.String), new TextMissingIndicator(missing, name: "told") };
        IsWhatItIs(model, expected);
        Assert.That(() => new TextMissingIndicator().Apply(Ops.Input("x", ["batch", 2])),
            Throws.TypeOf<LayerException>().With.Message.Contains("float32"));
    }

    [Test]
    public void AMissingText_BecomesTheMostFrequentOfItsColumn()
    {
        var imputation = new TextImputation(name: "filled");
        imputation.Adapt(s_rows!);
        Assert.That(imputation.FillValues, Is.EqualTo(new[] { "b", "x" }));
        using var model = new Sequential { new Input([2], DType.String), imputation };
        IsWhatItIs(model, ["b", "?", "b", "x", "b", "x", "ä", "x"]);
    }

    [Test]
    public void AConstant_NeedsNoAdapt()
    {
        using var model = new Sequential { new Input([2], DType.String), new TextImputation(TextImputationStrategy.Constant, "none", "?") };
        IsWhatItIs(model, ["b", "none", "", "x", "b", "", "ä", "x"]);
    }

    [Test]
    public void AColumnWithoutATextIsRefused()
    {
        var imputation = new TextImputation();
        Assert.That(() => imputation.Adapt(new[,] { { "a", "" }, { "b", "" } }!), Throws.TypeOf<LayerException>());
        Assert.That(imputation.IsAdapted, Is.False);
        Assert.That(() => new TextImputation(TextImputationStrategy.Constant, ""),
            Throws.TypeOf<LayerException>().With.Message.Contains("fillValue"));
    }

    // Compares a prediction, plain ONNX Runtime and the model that was saved and loaded.
    private static void IsWhatItIs<T>(Sequential model, T[] expected)
    {
        using var folder = new TempFolder();
        var layer = model.Layers[^1];
        Assert.That(model.Predict((TensorData)s_rows!).ToArray<T>(), Is.EqualTo(expected));
        model.ExportOnnx(folder.At("model.onnx"));
        Assert.That(PlainOnnx.Run(folder.At("model.onnx"), (TensorData)s_rows!).ToArray<T>(), Is.EqualTo(expected), "ONNX");
        model.Save(folder.At("model.keras"));
        Assert.That(EditedArchive.Text(folder.At("model.keras"), "config.json"), Does.Contain($"\"{layer.GetType().Name}\""));
        using var again = Model.Load(folder.At("model.keras"));
        Assert.That(again.LoadReport!.Warnings, Is.Empty);
        Assert.That(again.Layers[^1], Is.TypeOf(layer.GetType()));
        Assert.That(again.Predict((TensorData)s_rows!).ToArray<T>(), Is.EqualTo(expected), "again");
    }
}
