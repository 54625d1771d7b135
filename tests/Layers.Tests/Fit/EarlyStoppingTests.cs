namespace Layers.Tests;

/// <summary>Early stopping, with invented numbers that an earlier callback logs.</summary>
public sealed class EarlyStoppingTests
{
    [TestCase(new[] { 5.0, 4, 4.5, 4.6, 3 }, 0, 2, 1, Description = "patience 0 stops at the first epoch that is not better")]
    [TestCase(new[] { 5.0, 4, 4.5, 4.6, 3 }, 2, 3, 1, Description = "patience counts the epochs after the best one")]
    [TestCase(new[] { 5.0, 4, 4.5, 3, 3.5 }, 2, 4, 3, Description = "a better epoch restarts the count; here the data ends first")]
    [TestCase(new[] { 5.0, 5, 5, 5, 5 }, 0, 1, 0, Description = "equal is not better")]
    public void ItStops_WhenTheNumberNoLongerGetsBetter(double[] numbers, int patience, int lastEpoch, int bestEpoch)
    {
        var stopping = new EarlyStopping("made_up", mode: MonitorMode.Min, patience: patience);
        var epochs = Run(numbers, stopping);
        Assert.That((epochs[^1], stopping.BestEpoch), Is.EqualTo((lastEpoch, bestEpoch)));
        Assert.That(stopping.StoppedEpoch, Is.EqualTo(lastEpoch < numbers.Length - 1 ? lastEpoch : (int?)null));
    }

    [Test]
    public void AccuraciesGrow_AndEverythingElseShrinks_ByTheModeGiven()
    {
        double[] growing = [0.1, 0.2, 0.3, 0.4];
        Assert.That(Run(growing, new EarlyStopping("made_up", mode: MonitorMode.Min)), Has.Count.EqualTo(2));
        Assert.That(Run(growing, new EarlyStopping("made_up", mode: MonitorMode.Max)), Has.Count.EqualTo(4));
        Assert.That(Run(growing, new EarlyStopping("made_up_accuracy", mode: MonitorMode.Min), "made_up_accuracy"), Has.Count.EqualTo(2));
    }

    [Test]
    public void MinDelta_IsTheSmallestImprovementThatCounts() =>
        Assert.That(Run([5, 4.9, 4.8, 4.7], new EarlyStopping("made_up", mode: MonitorMode.Min, minDelta: 0.5)), Has.Count.EqualTo(2));

    [Test]
    public void StartFromEpoch_LooksAwayBefore() =>
        Assert.That(Run([1, 2, 3, 4, 5, 6], new EarlyStopping("made_up", mode: MonitorMode.Min, startFromEpoch: 3)),
            Is.EqualTo(new[] { 0, 1, 2, 3, 4 }));

    [Test]
    public void Baseline_MustBeBeatenForPatienceToStartAnew() =>
        Assert.That(Run([5, 4, 4.5, 4.6, 4.7], new EarlyStopping("made_up", mode: MonitorMode.Min, patience: 3, baseline: 1)),
            Has.Count.EqualTo(3));

    [Test]
    public void TheBestWeights_AreRestored()
    {
        var (x, y) = Tasks.Regression(40);
        using var restored = Tasks.Model(new Sgd(0.05));
        using var best = Tasks.Model(new Sgd(0.05));
        restored.Fit(x, y, epochs: 10,
            callbacks: [new MakingUp([5, 4, 3, 9, 9, 9], "made_up"),
            new EarlyStopping("made_up", mode: MonitorMode.Min, patience: 2, restoreBestWeights: true)]);
        best.Fit(x, y, epochs: 3);
        Assert.That(Tasks.AreSame(Tasks.Weights(restored), Tasks.Weights(best)));
    }

    [Test]
    public void ANameThatIsNotInTheLogs_IsAMistakeAtOnce()
    {
        var (x, y) = Tasks.Regression(20);
        using var model = Tasks.Model(new Sgd());
        Assert.That(() => model.Fit(x, y, callbacks: [new EarlyStopping("val_los")]),
            Throws.TypeOf<InvalidOperationException>().With.Message.Contains("val_los").And.Message.Contains("loss"));
    }

    private static IReadOnlyList<int> Run(double[] numbers, EarlyStopping stopping, string name = "made_up")
    {
        var (x, y) = Tasks.Regression(8);
        using var model = Tasks.Model(new Sgd());
        return model.Fit(x, y, epochs: numbers.Length, callbacks: [new MakingUp(numbers, name), stopping]).Epochs;
    }

    private sealed class MakingUp(double[] numbers, string name) : Callback
    {
        public override void OnEpochEnd(TrainingRun run, int epoch, IDictionary<string, double> logs) => logs[name] = numbers[epoch];
    }
}
