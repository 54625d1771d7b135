namespace Layers.Tests;

/// <summary>Callbacks, progress, stopping and cancelling.</summary>
public sealed class CallbackTests
{
    [Test]
    public void ACallback_SeesTheTrainingInOrder()
    {
        var (x, y) = Tasks.Regression(20);
        using var model = Tasks.Model(new Sgd());
        var recorder = new Recorder();
        model.Fit(x, y, batchSize: 10, epochs: 2, callbacks: [recorder]);
        Assert.That(recorder.Events,
            Is.EqualTo(new[] { "begin 2x2", "epoch 0", "step 0", "step 1", "logs 0", "epoch 1", "step 0", "step 1", "logs 1", "end" }));
    }

    [Test]
    public void ACallback_MayChangeTheLearningRate_AddToTheLogs_AndStop()
    {
        var (x, y) = Tasks.Regression(20);
        using var model = Tasks.Model(new Sgd(0.1));
        var history = model.Fit(x, y, epochs: 10, callbacks: [new Halving(stopAfter: 2)]);
        Assert.That(history["rate"], Is.EqualTo(new[] { 0.05, 0.025, 0.0125 }).Within(1e-4).Percent);
        Assert.That(history.Epochs, Is.EqualTo(new[] { 0, 1, 2 }));
        Assert.That(model.Optimizer!.LearningRate, Is.EqualTo(0.0125).Within(1e-4).Percent);
    }

    [Test]
    public void Progress_IsToldAfterEachStep()
    {
        var (x, y) = Tasks.Regression(20);
        using var model = Tasks.Model(new Sgd(), metrics: Metric.MeanAbsoluteError);
        var told = new List<TrainingProgress>();
        var history = model.Fit(x, y, batchSize: 8, epochs: 2, progress: new Told(told.Add));
        Assert.That(told.Select(one => (one.Epoch, one.Epochs, one.Step, one.Steps)),
            Is.EqualTo(new[] { (1, 2, 1, 3), (1, 2, 2, 3), (1, 2, 3, 3), (2, 2, 1, 3), (2, 2, 2, 3), (2, 2, 3, 3) }));
        Assert.That(told[^1].Logs["mean_absolute_error"], Is.EqualTo(history["mean_absolute_error"][1]));
        Assert.That(told[^1].ToString(), Does.StartWith("Epoch 2/2, step 3/3, loss "));
    }

    [Test]
    public void Cancelling_KeepsTheWeightsOfTheLastWholeStep()
    {
        var (x, y) = Tasks.Regression(80);
        using var cancelling = new CancellationTokenSource();
        using var cancelled = Tasks.Model(new Adam(0.01));
        using var stopped = Tasks.Model(new Adam(0.01));
        Assert.That(() => cancelled.Fit(x, y, batchSize: 8, epochs: 5, shuffle: false, callbacks: [new AtStep(3, cancelling.Cancel)],
            cancellation: cancelling.Token),
            Throws.InstanceOf<OperationCanceledException>());
        // The result equals that of three steps of eight rows.
        stopped.Fit(Tasks.Rows(x, 0, 24), Tasks.Rows(y, 0, 24), batchSize: 8, shuffle: false);
        Assert.That(cancelled.Optimizer!.Iterations, Is.EqualTo(3));
        Assert.That(Tasks.AreSame(Tasks.Weights(cancelled), Tasks.Weights(stopped)));
        Assert.That(() => cancelled.Fit(x, y), Throws.Nothing, "It trains on.");
    }

    [Test]
    public void ACallbackThatThrows_LeavesTheWeightsOfTheLastWholeStep()
    {
        var (x, y) = Tasks.Regression(80);
        using var failed = Tasks.Model(new Sgd());
        using var stopped = Tasks.Model(new Sgd());
        Assert.That(() => failed.Fit(x, y, batchSize: 8, shuffle: false, callbacks: [new AtStep(2, () => throw new TimeoutException())]),
            Throws.TypeOf<TimeoutException>());
        stopped.Fit(Tasks.Rows(x, 0, 16), Tasks.Rows(y, 0, 16), batchSize: 8, shuffle: false);
        Assert.That(Tasks.AreSame(Tasks.Weights(failed), Tasks.Weights(stopped)));
    }

    [Test]
    public void ACancelledToken_StartsNothing()
    {
        var (x, y) = Tasks.Regression(20);
        using var model = Tasks.Model(new Sgd());
        var before = Tasks.Weights(model);
        Assert.That(() => model.Fit(x, y, cancellation: new(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => model.Evaluate(x, y, cancellation: new(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Tasks.AreSame(Tasks.Weights(model), before));
    }

    private sealed class Recorder : Callback
    {
        public List<string> Events { get; } = [];

        public override void OnTrainBegin(TrainingRun run) => Events.Add($"begin {run.Epochs}x{run.Steps}");

        public override void OnTrainEnd(TrainingRun run) => Events.Add("end");

        public override void OnEpochBegin(TrainingRun run, int epoch) => Events.Add($"epoch {epoch}");

        public override void OnEpochEnd(TrainingRun run, int epoch, IDictionary<string, double> logs) => Events.Add($"logs {epoch}");

        public override void OnTrainBatchEnd(TrainingRun run, int step) => Events.Add($"step {step}");
    }

    private sealed class Halving(int stopAfter) : Callback
    {
        public override void OnEpochBegin(TrainingRun run, int epoch) => run.LearningRate /= 2;

        public override void OnEpochEnd(TrainingRun run, int epoch, IDictionary<string, double> logs)
        {
            logs["rate"] = run.LearningRate;
            if (epoch == stopAfter) run.Stop();
        }
    }

    private sealed class AtStep(int count, Action act) : Callback
    {
        private int _steps;

        public override void OnTrainBatchEnd(TrainingRun run, int step)
        {
            if (++_steps == count) act();
        }
    }

    private sealed class Told(Action<TrainingProgress> act) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => act(value);
    }
}
