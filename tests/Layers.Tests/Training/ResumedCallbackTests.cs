using Layers.Graphs;

namespace Layers.Tests.Training;

/// <summary>A training that was interrupted continues as if it had not been, including the state of its callbacks.</summary>
public sealed class ResumedCallbackTests
{
    private const int Epochs = 8, Cut = 4;

    private TempFolder _folder = null!;

    [SetUp]
    public void Make() => _folder = new TempFolder();

    [TearDown]
    public void Clean() => _folder.Dispose();

    [Test]
    public void EarlyStopping_StopsWhenItWouldHave_WithTheWeightsItWouldHaveTaken([Values] bool isFirst)
    {
        // No epoch improves by this amount, so training stops when the patience is over, which is after the interruption.
        static EarlyStopping Stopping() => new("loss", minDelta: 100, patience: 5, restoreBestWeights: true);
        var (whole, expected, history) = Whole(Stopping());
        var (resumed, stopping, rest) = Resumed(Stopping, isFirst);
        Assert.That(history.Epochs, Is.EqualTo(new[] { 0, 1, 2, 3, 4, 5 }));
        Assert.That(rest.Epochs, Is.EqualTo(new[] { 4, 5 }));
        Assert.That((stopping.BestEpoch, stopping.StoppedEpoch),
            Is.EqualTo((expected.BestEpoch, expected.StoppedEpoch)).And.EqualTo((0, (int?)5)));
        Assert.That(SmallData.Weights(resumed), Is.EqualTo(SmallData.Weights(whole)));
    }

    [Test]
    public void EarlyStopping_ThatHasStopped_StaysSo()
    {
        var folder = _folder.At("backup");
        EarlyStopping Stopping() => new("loss", minDelta: 100, patience: 2, restoreBestWeights: true);
        using var first = SmallData.Compiled(new Adam(0.05));
        Assert.That(() => first.Fit(SmallData.X(), SmallData.Y(), epochs: Epochs,
            callbacks: [Stopping(), new BackupAndRestore(folder), new CutAtTheEnd()]), Throws.TypeOf<TimeoutException>());
        using var second = SmallData.Compiled(new Adam(0.05));
        var stopping = Stopping();
        var history = second.Fit(SmallData.X(), SmallData.Y(), epochs: Epochs, callbacks: [stopping, new BackupAndRestore(folder)]);
        Assert.That(history.Epochs, Is.Empty);
        Assert.That(stopping.StoppedEpoch, Is.EqualTo(2));
    }

    [Test]
    public void ReduceLROnPlateau_ReducesWhenItWouldHave([Values] bool isFirst)
    {
        static ReduceLROnPlateau Plateau() => new("loss", factor: 0.5, patience: 3, minDelta: 100, cooldown: 1);
        var (whole, _, history) = Whole(Plateau());
        var (resumed, _, rest) = Resumed(Plateau, isFirst);
        Assert.That(history["learning_rate"].Distinct().Count(), Is.EqualTo(3));
        Assert.That(rest["learning_rate"], Is.EqualTo(history["learning_rate"].Skip(Cut)));
        Assert.That(SmallData.Weights(resumed), Is.EqualTo(SmallData.Weights(whole)));
    }

    [Test]
    public void ModelCheckpoint_DoesNotReplaceTheBestByAWorse()
    {
        // The labels change after the interruption, so that every later loss is larger than every earlier one.
        var path = _folder.At("best.keras");
        ModelCheckpoint Checkpoint() => new(path, "loss", saveBestOnly: true);
        using var first = SmallData.Compiled(new Adam(0.05));
        Assert.That(() => first.Fit(SmallData.X(), SmallData.Y(), epochs: Epochs,
            callbacks: [new BackupAndRestore(_folder.At("backup")), Checkpoint(), new CutAt(Cut)]), Throws.TypeOf<TimeoutException>());
        var best = File.ReadAllBytes(path);
        using var second = SmallData.Compiled(new Adam(0.05));
        var far = SmallData.Y();
        for (var row = 0; row < far.GetLength(0); row++) far[row, 0] += 100;
        second.Fit(SmallData.X(), far, epochs: Epochs, callbacks: [new BackupAndRestore(_folder.At("backup")), Checkpoint()]);
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(best));
    }

    [Test]
    public void ModelCheckpoint_CountsItsStepsOn()
    {
        // There are four steps in an epoch: after 16 steps, two count towards the next seven.
        static string[] Files(string folder) =>
            [.. Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
        ModelCheckpoint Checkpoint(string folder) => new(Path.Combine(_folder.At(folder), "{epoch}-{batch}.keras"), saveEverySteps: 7);
        Whole(Checkpoint("whole"));
        Resumed(() => Checkpoint("resumed"), isFirst: true);
        Assert.That(Files(_folder.At("resumed")), Is.EqualTo(Files(_folder.At("whole"))).And.Length.EqualTo(4));
    }

    [Test]
    public void CsvLogger_ContinuesWhereItWas([Values] bool isFirst, [Values] bool append)
    {
        CsvLogger Logger(string name) => new(_folder.At(name), append: append);
        File.WriteAllText(_folder.At("whole.csv"), append ? "before\r\n" : "old");
        File.WriteAllText(_folder.At("resumed.csv"), append ? "before\r\n" : "old");
        Whole(Logger("whole.csv"));
        Resumed(() => Logger("resumed.csv"), isFirst);
        Assert.That(File.ReadAllText(_folder.At("resumed.csv")), Is.EqualTo(File.ReadAllText(_folder.At("whole.csv"))));
    }

    [Test]
    public void TwoOfOneClass_AndAUsersOwn_KeepWhatIsTheirs()
    {
        var (first, second) = (new Counting(), new Counting { Step = 10 });
        using (var model = SmallData.Compiled(new Adam(0.05)))
            Assert.That(() => model.Fit(SmallData.X(), SmallData.Y(), epochs: Epochs,
                callbacks: [first, new BackupAndRestore(_folder.At("backup")), second, new CutAt(Cut)]), Throws.TypeOf<TimeoutException>());
        (first, second) = (new Counting(), new Counting { Step = 10 });
        using var again = SmallData.Compiled(new Adam(0.05));
        again.Fit(SmallData.X(), SmallData.Y(), epochs: Epochs, callbacks: [first, second, new BackupAndRestore(_folder.At("backup"))]);
        Assert.That((first.Count, second.Count), Is.EqualTo((Epochs, 10 * Epochs)));
    }

    [Test]
    public void WeightsOfOneEpoch_AreNeverTakenForThoseOfAnother()
    {
        // A backup that is killed between its two files has the weights of the last epoch and the metadata of the one before.
        var folder = _folder.At("backup");
        using var first = SmallData.Compiled(new Adam(0.05));
        first.Fit(SmallData.X(), SmallData.Y(), epochs: 4, callbacks: [new BackupAndRestore(folder, deleteCheckpoint: false)]);
        File.WriteAllText(Path.Combine(folder, "training_metadata.json"), """{"epoch": 3, "batch": 0}""");
        using var second = SmallData.Compiled(new Adam(0.05));
        var history = second.Fit(SmallData.X(), SmallData.Y(), epochs: 6, callbacks: [new BackupAndRestore(folder)]);
        Assert.That(history.Epochs, Is.EqualTo(new[] { 4, 5 }));
    }

    [Test]
    public void ACopyOfKeras_HasItsEpochInTheOtherFile()
    {
        var folder = _folder.At("backup");
        Directory.CreateDirectory(folder);
        using var first = SmallData.Compiled(new Adam(0.05));
        first.Fit(SmallData.X(), SmallData.Y());
        first.SaveWeights(Path.Combine(folder, "latest.weights.h5"));
        File.WriteAllText(Path.Combine(folder, "training_metadata.json"), """{"epoch": 3, "batch": 0}""");
        using var second = SmallData.Compiled(new Adam(0.05));
        Assert.That(second.Fit(SmallData.X(), SmallData.Y(), epochs: 5, callbacks: [new BackupAndRestore(folder)]).Epochs,
            Is.EqualTo(new[] { 3, 4 }));
    }

    [Test]
    public void AStateThatCannotBe_IsRefusedWithItsPlace()
    {
        var folder = _folder.At("backup");
        using var first = SmallData.Compiled(new Adam(0.05));
        first.Fit(SmallData.X(), SmallData.Y(), epochs: 2,
            callbacks: [new BackupAndRestore(folder, deleteCheckpoint: false),
            new EarlyStopping("loss", patience: 9, restoreBestWeights: true)]);
        var path = Path.Combine(folder, "latest.weights.h5");
        var root = WeightsFile.Read(File.ReadAllBytes(path));
        root.At("callbacks/early_stopping")["best_weight_0"] = TensorData.Scalar(1f);
        using (var stream = File.Create(path)) WeightsFile.Write(root, stream);
        using var second = SmallData.Compiled(new Adam(0.05));
        Assert.That(() => second.Fit(SmallData.X(), SmallData.Y(), epochs: 3,
            callbacks: [new BackupAndRestore(folder), new EarlyStopping("loss", restoreBestWeights: true)]),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("callbacks/early_stopping").And.Message.Contains(path));
    }

    private static (Sequential Model, T Callback, History History) Whole<T>(T callback) where T : Callback
    {
        var model = SmallData.Compiled(new Adam(0.05));
        return (model, callback, model.Fit(SmallData.X(), SmallData.Y(), batchSize: 6, epochs: Epochs, seed: 9, callbacks: [callback]));
    }

    private (Sequential Model, T Callback, History History) Resumed<T>(Func<T> make, bool isFirst) where T : Callback
    {
        var folder = _folder.At("backup");
        Callback[] With(T callback, params Callback[] more) =>
            isFirst ? [callback, new BackupAndRestore(folder), .. more] : [new BackupAndRestore(folder), callback, .. more];
        using (var model = SmallData.Compiled(new Adam(0.05)))
            Assert.That(() => model.Fit(SmallData.X(), SmallData.Y(), batchSize: 6, epochs: Epochs, seed: 9,
                callbacks: With(make(), new CutAt(Cut))), Throws.TypeOf<TimeoutException>());
        var resumed = SmallData.Compiled(new Adam(0.05));
        var again = make();
        return (resumed, again, resumed.Fit(SmallData.X(), SmallData.Y(), batchSize: 6, epochs: Epochs, seed: 9, callbacks: With(again)));
    }

    private sealed class CutAt(int epoch) : Callback
    {
        public override void OnEpochBegin(TrainingRun run, int number)
        {
            if (number == epoch) throw new TimeoutException("The power failed.");
        }
    }

    private sealed class CutAtTheEnd : Callback
    {
        // Stops before the backup is deleted at the end of training.
        public override void OnEpochEnd(TrainingRun run, int epoch, IDictionary<string, double> logs) => _stopping = run.IsStopping;

        private bool _stopping;

        internal override void AfterEpoch(TrainingRun run, int epoch)
        {
            if (_stopping) throw new TimeoutException("The power failed.");
        }
    }

    private sealed class Counting : Callback
    {
        public int Step { get; init; } = 1;

        public int Count { get; private set; }

        public override void OnEpochEnd(TrainingRun run, int epoch, IDictionary<string, double> logs) => Count += Step;

        public override void SaveState(TrainingRun run, IDictionary<string, TensorData> state) =>
            state["count"] = TensorData.Scalar((long)Count);

        public override void RestoreState(TrainingRun run, IReadOnlyDictionary<string, TensorData> state) =>
            Count = (int)state["count"].AsSpan<long>()[0];
    }
}
