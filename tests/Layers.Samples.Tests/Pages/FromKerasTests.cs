namespace Layers.Samples.Tests.Pages;

/// <summary>The examples of docs/from-keras.md.</summary>
public sealed class FromKerasTests : FolderTests
{
    [Test]
    public void AFileOfKeras_IsTrainedFurther()
    {
        var (path, saved) = (Path.Combine(AppContext.BaseDirectory, "mpg_adam.keras"), InFolder("mpg.keras"));
        float[,] x = { { 8, 307, 130, 3504, 12, 1970 }, { 4, 97, 46, 1835, 20.5f, 1970 } };
        float[,] y = { { 18 }, { 26 } };

        #region open
        using var model = Model.Load(path);                     // with its normalization, its optimizer and its loss
        float[,] mpg = model.Predict(x);                        // raw rows
        model.Fit(x, y, epochs: 2);                             // continues the training of Python
        model.Save(saved);                                      // opens in Keras, with no custom code
        #endregion

        Assert.That(mpg.GetLength(0), Is.EqualTo(2));
        using var again = Model.Load(saved);
        Assert.That(again.Predict(x), Is.EqualTo(model.Predict(x)));
        Assert.That(again.Layers.OfType<Normalization>(), Is.Not.Empty);
    }
}
