namespace Layers.Samples.Tests.Pages;

/// <summary>The examples of docs/custom-layers.md.</summary>
public sealed class CustomLayersTests : FolderTests
{
    [Test]
    public void CustomLayer_IsTrainedSavedAndLoaded()
    {
        #region register
        LayerRegistry.Register<Scale>("my");        // in files it is called my>Scale
        #endregion

        var path = InFolder("scale.keras");
        float[,] x = { { 1, 2 }, { 3, -4 }, { -5, 6 }, { 7, 8 } };
        float[,] y = { { 2, 6 }, { 6, -12 }, { -10, 18 }, { 14, 24 } };
        using var model = new Sequential { new Input(2), new Scale() };
        model.Compile(new Sgd(learningRate: 0.02), Loss.MeanSquaredError);
        model.Fit(x, y, batchSize: 4, epochs: 200);
        model.Save(path);

        using var loaded = Model.Load(path);
        Assert.That(loaded.Weights[0].Value.ToArray<float>(), Is.EqualTo(new[] { 2f, 3f }).Within(1e-3f));
        Assert.That(loaded.Predict(x), Is.EqualTo(model.Predict(x)));
    }
}
