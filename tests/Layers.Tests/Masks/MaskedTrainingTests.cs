namespace Layers.Tests;

/// <summary>Masked steps have no effect on losses, metrics, gradients and statistics.</summary>
public sealed class MaskedTrainingTests
{
    // Two rows of three steps: in the first the last step is padding, in the second all but the last.
    private static readonly TensorData s_x = TensorData.Of(new float[] { 1, 2, 0, 0, 0, 3 }, [2, 3, 1]);
    private static readonly TensorData s_y = TensorData.Of(new float[] { 0, 0, 9, 9, 9, 1 }, [2, 3, 1]);

    [Test]
    public void LossesAndMetrics_DivideByTheStepsThatCount()
    {
        using var model = Steps();
        model.Compile(new Sgd(0.1), Loss.MeanSquaredError, Metric.MeanAbsoluteError, Metric.BinaryAccuracy, Metric.RootMeanSquaredError);
        var measured = model.Evaluate(s_x, s_y);
        // The errors are 1, 2 and 2.
        Assert.That(measured["loss"], Is.EqualTo(9 / 3.0).Within(1e-6));
        Assert.That(measured["mean_absolute_error"], Is.EqualTo(5 / 3.0).Within(1e-6));
        Assert.That(measured["binary_accuracy"], Is.EqualTo(1 / 3.0).Within(1e-6), "3 > 0.5 is the label 1; 1 and 2 are not 0.");
        Assert.That(measured["root_mean_squared_error"], Is.EqualTo(Math.Sqrt((1 + 4 + 81 + 81 + 81 + 4) / 6.0)).Within(1e-5),
            "Keras's class ignores masks.");
    }

    [TestCase(LossReduction.SumOverBatchSize, 2 * 1 + 2 * 4 + 3 * 4, 3)]
    [TestCase(LossReduction.Sum, 2 * 1 + 2 * 4 + 3 * 4, 1)]
    [TestCase(LossReduction.MeanWithSampleWeight, 2 * 1 + 2 * 4 + 3 * 4, 2 + 2 + 3)]
    public void AWeightOfARow_IsThatOfItsSteps(LossReduction reduction, double sum, double count)
    {
        using var model = Steps();
        model.Compile(new Sgd(0.1), Loss.MeanSquaredError with { Reduction = reduction }, metrics: [],
            weightedMetrics: [Metric.MeanSquaredError]);
        var measured = model.Evaluate(s_x, s_y, sampleWeight: new float[] { 2, 3 });
        Assert.That(measured["loss"], Is.EqualTo(sum / count).Within(1e-5));
        Assert.That(measured["mean_squared_error"], Is.EqualTo((2 * 1 + 2 * 4 + 3 * 4) / 7.0).Within(1e-5));
    }

    [Test]
    public void LabelsThatAreIgnored_AndStepsThatDoNotCount_AreBothLeftOut()
    {
        using var model = new Sequential { new Input([3, 2]), new Masking() };
        model.Compile(new Sgd(0.1), Loss.SparseCategoricalCrossentropy with { FromLogits = true, IgnoreClass = 1 });
        var x = TensorData.Of(new float[] { 1, 2, 3, 1, 0, 0 }, [1, 3, 2]);
        var measured = model.Evaluate(x, TensorData.Of(new[] { 0, 1, 0 }, [1, 3]));
        // Only the first step counts: ln(1 + e).
        Assert.That(measured["loss"], Is.EqualTo(Math.Log(1 + Math.E)).Within(1e-6));
    }

    [Test]
    public void Padding_MovesNoWeight()
    {
        using var model = Steps(new Dense(1, kernelInitializer: Initializer.Ones, useBias: false));
        model.Compile(new Sgd(0.1), Loss.MeanSquaredError);
        model.Fit(s_x, s_y, batchSize: 2, epochs: 1, shuffle: false);
        // The derivative of (x·w − y)² is 2x(x·w − y), over the three steps that count.
        Assert.That(model.Weights[0].Value.ToArray<float>()[0], Is.EqualTo(1 - 0.1 * (2 * 1 * 1 + 2 * 2 * 2 + 2 * 3 * 2) / 3).Within(1e-6));
    }

    [Test]
    public void NothingButPadding_HasTheLoss0_AndMovesNothing()
    {
        using var model = Steps(new Dense(1, kernelInitializer: Initializer.Ones, useBias: false));
        model.Compile(new Sgd(0.1), Loss.MeanSquaredError, Metric.MeanAbsoluteError);
        var (x, y) = (TensorData.Zeros(DType.Float32, [2, 3, 1]), s_y);
        Assert.That(model.Evaluate(x, y).Values, Is.EqualTo(new[] { 0.0, 0 }));
        model.Fit(x, y, epochs: 1);
        Assert.That(model.Weights[0].Value.ToArray<float>(), Is.EqualTo(new[] { 1f }));
    }

    [Test]
    public void MovingStatistics_FollowTheStepsThatCount()
    {
        using var model = Steps(new BatchNormalization(momentum: 0));
        model.Compile(new Sgd(0.1), Loss.MeanSquaredError);
        model.Fit(s_x, s_y, batchSize: 2, epochs: 1);
        var weights = model.Weights.ToDictionary(weight => weight.Name, weight => weight.Value.ToArray<float>()[0]);
        Assert.That(weights["moving_mean"], Is.EqualTo(2).Within(1e-6));
        Assert.That(weights["moving_variance"], Is.EqualTo(2 / 3.0).Within(1e-6));
    }

    [Test]
    public void EachOutput_HasItsOwnMask()
    {
        var x = new Input([3, 1], name: "x");
        using var model = new Functional([x],
            [new Identity(name: "masked").Apply(new Masking().Apply(x)), new Identity(name: "plain").Apply(x)]);
        model.Compile(new Sgd(0.1), new Dictionary<string, Loss> { ["masked"] = Loss.MeanSquaredError, ["plain"] = Loss.MeanSquaredError });
        var measured = model.Evaluate(new Dictionary<string, TensorData> { ["x"] = s_x },
            new Dictionary<string, TensorData> { ["masked"] = s_y, ["plain"] = s_y });
        Assert.That(measured["masked_loss"], Is.EqualTo(3).Within(1e-6));
        Assert.That(measured["plain_loss"], Is.EqualTo((1 + 4 + 81 + 81 + 81 + 4) / 6.0).Within(1e-5));
    }

    [Test]
    public void AMaskThatFitsNoLoss_IsRefused_WithBothShapes()
    {
        using var model = new Sequential { new Input([3]),
            new FixedMask(TensorData.Of(new[] { true, false, true, true, true, true }, [2, 3])) };
        model.Compile(new Sgd(0.1), Loss.MeanSquaredError);
        var rows = new float[2, 3];
        Assert.That(() => model.Evaluate(rows, rows),
            Throws.ArgumentException.With.Message.Contains("mean_squared_error").And.Message.Contains("mask of shape [2, 3]")
            .And.Message.Contains("[batch]"));
    }

    private static Sequential Steps(Layer? layer = null)
    {
        var model = new Sequential { new Input([3, 1]), new Masking() };
        if (layer is not null) model.Add(layer);
        return model;
    }
}
