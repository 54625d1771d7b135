using Layers.Graphs;
using Layers.Tests.Training;

namespace Layers.Tests.Comfort;

/// <summary>A callback that watches a number that no epoch logs is refused before the first epoch, with the remedy.</summary>
public sealed class WatchedNameTests
{
    private static IEnumerable<TestCaseData> Watching => new (string Name, Func<string, Callback> Make)[]
    {
        (nameof(EarlyStopping), monitor => new EarlyStopping(monitor, mode: MonitorMode.Min)),
        (nameof(ReduceLROnPlateau), monitor => new ReduceLROnPlateau(monitor, mode: MonitorMode.Min)),
        (nameof(ModelCheckpoint), monitor => new ModelCheckpoint("never.keras", monitor, saveBestOnly: true, mode: MonitorMode.Min)),
    }.Select(one => new TestCaseData(one.Name, one.Make).SetArgDisplayNames(one.Name));

    [TestCaseSource(nameof(Watching))]
    public void ValidationThatIsNotThere_IsReported(string name, Func<string, Callback> make) =>
        Refused([make("val_loss")], $"{name} asks for 'val_loss', and this training has no validation data. Give validationSplit: 0.2, " +
            "which keeps the last rows for validation, or validationData; or ask for 'loss', the value of the training data.");

    [TestCaseSource(nameof(Watching))]
    public void AMisspeltName_GetsTheNearest(string name, Func<string, Callback> make) =>
        Refused([make("mean_absolut_error")],
            $"{name} asks for 'mean_absolut_error', which the logs do not have. Did you mean 'mean_absolute_error'? " +
            "They have loss, mean_absolute_error");

    [Test]
    public void WithoutAMode_TheNearestIsSaidToo() =>
        Refused([new EarlyStopping("los")],
            "EarlyStopping asks for 'los', which the logs do not have. Did you mean 'loss'? They have loss, mean_absolute_error.");

    [Test]
    public void AMisspeltNameOfValidationThatIsNotThere_GetsBoth() =>
        Refused([new EarlyStopping("val_mean_absolut_error", mode: MonitorMode.Min)],
        "has no validation data. Give validationSplit: 0.2, which keeps the last rows for validation, or validationData; " +
        "or ask for 'mean_absolute_error'");

    [Test]
    public void AMisspeltNameOfValidation_GetsTheNearest() =>
        Refused([new EarlyStopping("val_mean_absolut_error", mode: MonitorMode.Min)], "Did you mean 'val_mean_absolute_error'?",
            validationSplit: 0.5);

    [Test]
    public void ANameAddedByAnotherCallback_IsFound()
    {
        using var model = SmallData.Compiled(new Sgd(0.01));
        var history = model.Fit(SmallData.X(), SmallData.Y(), epochs: 2,
            callbacks: [new LearningRateScheduler((_, rate) => rate / 2), new EarlyStopping("learning_rate", mode: MonitorMode.Min)]);
        Assert.That(history.Epochs, Has.Count.EqualTo(2));
        Refused([new Adding("gap", isSaid: true), new EarlyStopping("gape", mode: MonitorMode.Min)], "Did you mean 'gap'?");
    }

    [Test]
    public void ACustomCallbackThatMayAddAName_IsWaitedFor()
    {
        using var model = SmallData.Compiled(new Sgd(0.01));
        var history = model.Fit(SmallData.X(), SmallData.Y(), epochs: 2,
            callbacks: [new Adding("val_gap", isSaid: false), new EarlyStopping("val_gap", mode: MonitorMode.Min)]);
        Assert.That(history["val_gap"], Has.Count.EqualTo(2));
        Refused([new Adding("gap", isSaid: false), new EarlyStopping("val_loss")], "this training has no validation data");
        Assert.That(() => model.Fit(SmallData.X(), SmallData.Y(),
            callbacks: [new Adding("gap", isSaid: false), new EarlyStopping("gape", mode: MonitorMode.Min)]),
            Throws.InvalidOperationException.With.Message.Contains(
                "EarlyStopping asks for 'gape', which the logs do not have. Did you mean 'gap'?"));
        Assert.That(() => model.Fit(SmallData.X(), SmallData.Y(),
            callbacks: [new Adding("gap", isSaid: false), new ModelCheckpoint("m-{gape}.keras")]),
            Throws.InvalidOperationException.With.Message.Contains(
                "The path 'm-{gape}.keras' of ModelCheckpoint asks for 'gape', which the logs do not have. Did you mean 'gap'?"));
    }

    [Test]
    public void FieldsOfAPath_AreKnownBeforeTheFirstEpoch()
    {
        Refused([new ModelCheckpoint("m-{val_loss:.2f}.keras")],
            "The path 'm-{val_loss:.2f}.keras' of ModelCheckpoint asks for 'val_loss', and this training has no validation data.");
        Refused([new ModelCheckpoint("m-{los}.keras")], "Did you mean 'loss'?");
        Refused([new ModelCheckpoint("m-{batch}.keras")], "asks for 'batch', which the logs do not have");
        Refused([new ModelCheckpoint("m-{val_loss}.keras", saveEverySteps: 2)],
            "validation runs only after an epoch. Ask for 'loss', or omit saveEverySteps.", validationSplit: 0.5);
        Refused([new ModelCheckpoint("m.keras", saveBestOnly: true, saveEverySteps: 2)], "validation runs only after an epoch",
            validationSplit: 0.5);
    }

    private static void Refused(IReadOnlyList<Callback> callbacks, string message, double validationSplit = 0)
    {
        using var model = SmallData.Compiled(new Sgd(0.01), Metric.MeanAbsoluteError);
        var before = SmallData.Weights(model);
        Assert.That(() => model.Fit(SmallData.X(), SmallData.Y(), validationSplit: validationSplit, callbacks: callbacks),
            Throws.InvalidOperationException.With.Message.Contains(message));
        Assert.That(SmallData.Weights(model), Is.EqualTo(before), "No step was made.");
    }

    private sealed class Adding(string log, bool isSaid) : Callback
    {
        public override IReadOnlyList<string>? AddedLogs => isSaid ? [log] : null;

        public override void OnEpochEnd(TrainingRun run, int epoch, IDictionary<string, double> logs) => logs[log] = -epoch;
    }
}
