using Layers.Graphs;
using Layers.Tests.Training;

namespace Layers.Tests.Comfort;

/// <summary>A loss that is NaN or infinite ends training at once, unless the option is off.</summary>
public sealed class LossThatIsNoNumberTests
{
    [Test]
    public void ItEndsTraining_WithWhatToTry()
    {
        using var model = SmallData.Compiled(new Sgd(1e30));
        var steps = new Steps();
        var fault = Assert.Throws<InvalidOperationException>(() => model.Fit(SmallData.X(), SmallData.Y(), batchSize: 2, epochs: 5,
            callbacks: [steps]))!;
        Assert.That(fault.Message, Does.Match("The loss became (NaN|Infinity|-Infinity) in epoch 0, batch [0-9]+ \\(both counted from 0\\)")
            .And.Contains("a learning rate below 1E+30").And.Contains("ClipNorm").And.Contains("Normalization").And.Contains("Imputation")
                .And.Contains("ChecksLoss = false"));
        Assert.That(fault.Message, Does.Contain($"batch {steps.Count - 1} "), "The message has the current step.");
        Assert.That(steps.Count, Is.LessThan(12), "The epoch ended at once.");
    }

    [Test]
    public void StreamedBatches_EndIt_Too()
    {
        using var model = SmallData.Compiled(new Sgd(1e30));
        var batches = Enumerable.Range(0, 12).Select(_ => ((TensorData)SmallData.X(), (TensorData)SmallData.Y()));
        Assert.That(() => model.Fit(batches), Throws.InvalidOperationException.With.Message.Contains("in epoch 0, batch "));
    }

    [Test]
    public void TheModelMaySayThatItContinues()
    {
        using var model = SmallData.Compiled(new Sgd(1e30));
        model.ChecksLoss = false;
        var history = model.Fit(SmallData.X(), SmallData.Y(), batchSize: 2, epochs: 2);
        Assert.That(history["loss"], Has.Count.EqualTo(2).And.All.Matches<double>(loss => !double.IsFinite(loss)));
    }

    [Test]
    public void TerminateOnNaN_EndsItWithoutAnError()
    {
        using var model = SmallData.Compiled(new Sgd(1e30));
        Assert.That(model.Fit(SmallData.X(), SmallData.Y(), batchSize: 2, epochs: 5, callbacks: [new TerminateOnNaN()]).Epochs,
            Has.Count.EqualTo(1));
    }

    [Test]
    public void MissingFeatures_AreRefusedBefore_WithImputation()
    {
        using var model = SmallData.Compiled(new Sgd(0.1));
        var x = SmallData.X();
        x[3, 1] = float.NaN;
        Assert.That(() => model.Fit(x, SmallData.Y()), Throws.ArgumentException.With.Message.Contains("row 3, column 1 has NaN")
            .And.Message.Contains("with Imputation before the first layer"));
        var y = SmallData.Y();
        y[2, 0] = float.PositiveInfinity;
        Assert.That(() => model.Fit(SmallData.X(), y), Throws.ArgumentException.With.Message.Contains("row 2")
            .And.Message.Contains("Leave such rows out").And.Message.Not.Contains("Imputation"));
    }

    [Test]
    public void MissingFeatures_AreRefusedByAdapt_WithImputation()
    {
        var x = SmallData.X();
        x[3, 1] = float.NaN;
        Assert.That(() => new Normalization().Adapt(x), Throws.ArgumentException.With.Message.Contains("is first missing in row 3")
            .And.Message.Contains("Put an Imputation before the layer, leave such rows out, or choose MissingValues.Ignore"));
    }

    private sealed class Steps : Callback
    {
        public int Count { get; private set; }

        public override void OnTrainBatchEnd(TrainingRun run, int step) => Count++;
    }
}
