namespace Layers.Tests;

/// <summary>A layer computes with its weights only, and a policy belongs to the pass that used it.</summary>
public sealed class StateIsStoredOnceTests
{
    private static readonly double[,] s_rows = { { 10 }, { 20 } };

    [Test]
    public void WeightsThatAreSetByHand_CountForEveryType()
    {
        foreach (var type in new[] { DType.Float32, DType.Float64, DType.Int64 })
        {
            using var model = Adapted(type, out var layer);
            layer.Weights[0].Value = new float[] { 0 };
            layer.Weights[1].Value = new float[] { 1 };
            Assert.That(model.Predict(new double[,] { { 10 } })[0, 0], Is.EqualTo(10f), type.ToString());
            Assert.That(layer.State, Is.Null, "The statistics are those of other numbers.");
            Assert.That(layer.IsAdapted);
        }
    }

    [Test]
    public void WeightsThatAreSetByHand_AreRestoredFromTheFile()
    {
        using var folder = new TempFolder();
        using var model = Adapted(DType.Float64, out var layer);
        layer.Weights[0].Value = new float[] { 0 };
        model.Save(folder.At("model.keras"));
        using var loaded = Model.Load(folder.At("model.keras"));
        Assert.That(loaded.Predict(s_rows), Is.EqualTo(model.Predict(s_rows)));
        Assert.That(loaded.Predict(s_rows)[0, 0], Is.EqualTo(2f));
        Assert.That(((AdaptiveLayer)loaded.Layers[0]).State, Is.Null);
    }

    [Test]
    public void TheSameNumbersSetAgain_ForgetNothing()
    {
        using var model = Adapted(DType.Float64, out var layer);
        layer.Weights[0].Value = layer.Weights[0].Value.ToArray<float>();
        Assert.That(layer.State, Is.Not.Null);
    }

    [Test]
    public void APolicyThatIsSetLater_IsThatOfTheNextPass()
    {
        using var folder = new TempFolder();
        var layer = new Normalization { MissingValues = MissingValues.Ignore, ConstantFeatures = ConstantFeatures.Keras };
        using var model = new Sequential { new Input(2, DType.Float64), layer };
        layer.Adapt(new double[,] { { 1, 5 }, { double.NaN, 5 }, { 3, 5 } });
        var (y, report) = (model.Predict(new double[,] { { 1, 5 } }), layer.Report!.ToString());

        (layer.MissingValues, layer.ConstantFeatures) = (MissingValues.Throw, ConstantFeatures.UnitVariance);
        model.Save(folder.At("model.keras"));
        using var loaded = Model.Load(folder.At("model.keras"));
        foreach (var each in new[] { model, (Sequential)loaded })
        {
            var normalization = (Normalization)each.Layers[0];
            Assert.That(each.Predict(new double[,] { { 1, 5 } }), Is.EqualTo(y));
            Assert.That(normalization.Report!.ToString(), Is.EqualTo(report));
            Assert.That((normalization.MissingValues, normalization.ConstantFeatures),
                Is.EqualTo((MissingValues.Throw, ConstantFeatures.UnitVariance)));
            Assert.That(() => normalization.Update(new double[,] { { 4, 5 } }),
                Throws.InvalidOperationException.With.Message.Contains("MissingValues"));
        }
    }

    private static Sequential Adapted(DType type, out Normalization layer)
    {
        layer = new Normalization();
        var model = new Sequential { new Input(1, type), layer };
        layer.Adapt(s_rows);
        return model;
    }
}
