using Layers.Graphs;

namespace Layers.Tests.Training;

/// <summary>Models of several inputs and outputs: labels, losses, their weights and metrics by name.</summary>
public sealed class SeveralOutputsTests
{
    private static readonly Dictionary<string, Loss> s_losses = new()
    {
        ["value"] = Loss.MeanSquaredError,
        ["kind"] = Loss.SparseCategoricalCrossentropy
    };

    [Test]
    public void Loss_IsTheWeightedSum_AndEachOutputHasItsOwn()
    {
        using var model = SeveralOutputs.Model();
        model.Compile(new Sgd(1e-9), s_losses, new Dictionary<string, double> { ["value"] = 2, ["kind"] = 0.5 });
        var logs = model.Evaluate(SeveralOutputs.X(), SeveralOutputs.Y());
        Assert.That(logs.Keys, Is.EqualTo(new[] { "kind_loss", "loss", "value_loss" }));
        Assert.That(logs["loss"], Is.EqualTo(2 * logs["value_loss"] + 0.5 * logs["kind_loss"]).Within(1e-4).Percent);

        var predicted = model.Predict(SeveralOutputs.X());
        var value = Loss.MeanSquaredError.Compute(SeveralOutputs.Y()["value"], predicted["value"]).ToArray<float>()[0];
        var kind = Loss.SparseCategoricalCrossentropy.Compute(SeveralOutputs.Y()["kind"], predicted["kind"]).ToArray<float>()[0];
        Assert.That(logs["loss"], Is.EqualTo(2 * value + 0.5 * kind).Within(1e-4).Percent);
    }

    [Test]
    public void Fit_LearnsEveryOutput_AndLogsThemForValidationToo()
    {
        using var model = SeveralOutputs.Model();
        model.Compile(new Adam(0.02), s_losses,
            metrics: new Dictionary<string, IReadOnlyList<Metric>>
            {
                ["kind"] = [Metric.Accuracy],
                ["value"] = [Metric.MeanAbsoluteError]
            });
        var history = model.Fit(SeveralOutputs.X(), SeveralOutputs.Y(), batchSize: 8, epochs: 30, validationSplit: 0.25,
            callbacks: [new EarlyStopping(monitor: "val_kind_accuracy", patience: 100)]);
        Assert.That(history.Keys, Is.EquivalentTo(new[]
        {
            "kind_accuracy", "kind_loss", "loss", "val_kind_accuracy", "val_kind_loss", "val_loss", "val_value_loss",
            "val_value_mean_absolute_error", "value_loss", "value_mean_absolute_error",
        }));
        Assert.That(history["value_loss"][^1], Is.LessThan(history["value_loss"][0]));
        Assert.That(history["kind_loss"][^1], Is.LessThan(history["kind_loss"][0]));
    }

    [Test]
    public void OneLoss_IsThatOfEveryOutput()
    {
        using var model = SeveralOutputs.Model(kinds: 1, Activation.Linear);
        var y = new Dictionary<string, TensorData> { ["value"] = SmallData.Y(), ["kind"] = SmallData.Y() };
        model.Compile(new Sgd(1e-9), Loss.MeanSquaredError);
        var logs = model.Evaluate(SeveralOutputs.X(), y);
        Assert.That(logs["loss"], Is.EqualTo(logs["value_loss"] + logs["kind_loss"]).Within(1e-4).Percent);
    }

    [Test]
    public void AnOutputWithoutLoss_IsNotTrained_AndNeedsNoLabels()
    {
        using var model = SeveralOutputs.Model();
        model.Compile(new Adam(0.05), new Dictionary<string, Loss> { ["value"] = Loss.MeanSquaredError });
        TensorData Kernel() => model.Layers.Single(layer => layer.Name == "kind").Weights[0].Value;
        var before = Kernel().ToArray<float>();
        Assert.That(() => model.Fit(SeveralOutputs.X(), new Dictionary<string, TensorData> { ["value"] = SmallData.Y() }), Throws.Nothing);
        Assert.That(Kernel().ToArray<float>(), Is.EqualTo(before));
    }

    [Test]
    public void SampleWeights_CountForTheirOutput()
    {
        using var model = SeveralOutputs.Model();
        model.Compile(new Sgd(1e-9), s_losses);
        var zero = new Dictionary<string, TensorData> { ["kind"] = new float[24] };
        var (plain, weighted) = (model.Evaluate(SeveralOutputs.X(), SeveralOutputs.Y()),
            model.Evaluate(SeveralOutputs.X(), SeveralOutputs.Y(), sampleWeight: zero));
        Assert.That(weighted["kind_loss"], Is.Zero);
        Assert.That(weighted["value_loss"], Is.EqualTo(plain["value_loss"]));
    }

    [Test]
    public void Compile_IsInTheFile()
    {
        using var model = SeveralOutputs.Model();
        using var folder = new TempFolder();
        model.Compile(new Adam(0.02), s_losses, new Dictionary<string, double> { ["kind"] = 0.25 },
            new Dictionary<string, IReadOnlyList<Metric>> { ["kind"] = [Metric.Accuracy] },
                new Dictionary<string, IReadOnlyList<Metric>> { ["value"] = [Metric.RootMeanSquaredError] });
        model.Fit(SeveralOutputs.X(), SeveralOutputs.Y());
        model.Save(folder.At("two.keras"));
        using var loaded = Model.Load(folder.At("two.keras"));
        Assert.That(loaded.Evaluate(SeveralOutputs.X(), SeveralOutputs.Y()),
            Is.EqualTo(model.Evaluate(SeveralOutputs.X(), SeveralOutputs.Y())));
        Assert.That(loaded.Fit(SeveralOutputs.X(), SeveralOutputs.Y())["loss"],
            Is.EqualTo(model.Fit(SeveralOutputs.X(), SeveralOutputs.Y())["loss"]));
    }

    [Test]
    public void WrongNames_AreReported()
    {
        using var model = SeveralOutputs.Model();
        Assert.Multiple(() =>
        {
            Assert.That(() => model.Compile(new Adam(), new Dictionary<string, Loss> { ["other"] = Loss.Huber }),
                Throws.ArgumentException.With.Message.Contains("'other'").And.Message.Contains("value, kind"));
            Assert.That(() => model.Compile(new Adam(), new Dictionary<string, Loss>()),
                Throws.ArgumentException.With.Message.Contains("loss"));
            Assert.That(() => model.Compile(new Adam(), Loss.MeanSquaredError, Metric.MeanAbsoluteError),
                Throws.ArgumentException.With.Message.Contains("by name"));
            model.Compile(new Adam(), s_losses);
            Assert.That(() => model.Fit(SeveralOutputs.X(), new Dictionary<string, TensorData> { ["value"] = SmallData.Y() }),
                Throws.ArgumentException.With.Message.Contains("'kind'"));
            Assert.That(() => model.Fit(new Dictionary<string, TensorData> { ["left"] = SmallData.X() }, SeveralOutputs.Y()),
                Throws.ArgumentException.With.Message.Contains("left, right"));
            Assert.That(() => model.Fit(new Dictionary<string, TensorData> { ["left"] = SmallData.X(), ["right"] = SmallData.X(5) },
                SeveralOutputs.Y()), Throws.ArgumentException.With.Message.Contains("rows"));
            Assert.That(() => model.Fit(SmallData.X(), SmallData.Y()), Throws.TypeOf<LayerException>().With.Message.Contains("by name"));
        });
    }

    [Test]
    public void MetricsOfOneName_AreToldApartAsInKeras()
    {
        using var model = SmallData.Model();
        model.Compile(new Adam(), Loss.MeanSquaredError, [Metric.MeanAbsoluteError, Metric.MeanAbsoluteError], [Metric.MeanAbsoluteError]);
        Assert.That(model.Evaluate(SmallData.X(), SmallData.Y()).Keys,
            Is.EqualTo(new[] { "loss", "mean_absolute_error", "mean_absolute_error_1", "weighted_mean_absolute_error" }));
    }
}
