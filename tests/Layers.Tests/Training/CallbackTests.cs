using Layers.Graphs;

namespace Layers.Tests.Training;

public sealed class CallbackTests
{
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("layers").FullName;

    [TearDown]
    public void RemoveFolder()
    {
        // Some tests delete the folder themselves.
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public void EarlyStopping_PrintsKerassText()
    {
        var said = new Said();
        using var model = SmallData.Compiled(new Sgd(0.01));
        var stopping = new EarlyStopping("loss", minDelta: 100, patience: 2, restoreBestWeights: true) { Messages = said };
        var history = model.Fit(SmallData.X(), SmallData.Y(), epochs: 10, callbacks: [stopping]);
        Assert.That(history.Epochs, Is.EqualTo(new[] { 0, 1, 2 }));
        Assert.That(said.Lines, Is.EqualTo(new[] { "Epoch 3: early stopping",
            "Restoring model weights from the end of the best epoch: 1." }));
    }

    [Test]
    public void Auto_AsksTheMetric()
    {
        // With class weights of 0 the model does not change, so every epoch has the same result and nothing improves.
        using var model = SmallData.Model(1, Activation.Sigmoid);
        model.Compile(new Sgd(0.1), Loss.BinaryCrossentropy, Metric.Auc with { Name = "area" }, Metric.TruePositives);
        float[,] labels = new float[24, 1];
        for (var row = 0; row < 24; row += 2) labels[row, 0] = 1;
        var growing = new EarlyStopping("area", patience: 1);
        var history = model.Fit(SmallData.X(), labels, epochs: 30, callbacks: [growing]);
        Assert.That(history["area"][growing.BestEpoch], Is.EqualTo(history["area"].Max()));
        Assert.That(() => model.Fit(SmallData.X(), labels, callbacks: [new EarlyStopping("true_positives")]),
            Throws.InvalidOperationException.With.Message.Contains("MonitorMode.Max"));
        Assert.That(() => model.Fit(SmallData.X(), labels, callbacks: [new EarlyStopping("val_accuracy")]),
            Throws.InvalidOperationException.With.Message.Contains("val_accuracy"));
        Assert.That(() => model.Fit(SmallData.X(), labels, callbacks: [new EarlyStopping("val_loss")]),
            Throws.InvalidOperationException.With.Message.Contains(
            "EarlyStopping asks for 'val_loss', and this training has no validation data"));
    }

    [Test]
    public void ReduceLROnPlateau_ReducesAndSaysSo()
    {
        var said = new Said();
        using var model = SmallData.Compiled(new Sgd(0.01));
        var plateau = new ReduceLROnPlateau("loss", factor: 0.1, patience: 1, minDelta: 100, cooldown: 1,
            minLearningRate: 0.0005)
        { Messages = said };
        var history = model.Fit(SmallData.X(), SmallData.Y(), epochs: 8, callbacks: [plateau]);
        Assert.That(history["learning_rate"], Is.EqualTo(new[] { 0.01, 0.01, 0.001, 0.0005, 0.0005, 0.0005, 0.0005, 0.0005 }).Within(1e-9));
        Assert.That(said.Lines, Has.Length.EqualTo(2).And.All.StartsWith("\nEpoch "));
        Assert.That(said.Lines[1], Is.EqualTo("\nEpoch 3: ReduceLROnPlateau reducing learning rate to 0.0005."));
        Assert.That(() => new ReduceLROnPlateau(factor: 1), Throws.ArgumentException.With.Message.Contains("factor"));
    }

    [Test]
    public void LearningRateScheduler_SetsAndSaysSo()
    {
        var said = new Said();
        using var model = SmallData.Compiled(new Sgd(1));
        var history = model.Fit(SmallData.X(), SmallData.Y(), epochs: 3,
            callbacks: [new LearningRateScheduler((epoch, rate) => rate * Math.Pow(0.01, epoch)) { Messages = said }]);
        Assert.That(history["learning_rate"], Is.EqualTo(new[] { 1, 0.01, 1e-6 }).Within(1e-8));
        Assert.That(said.Lines[0], Is.EqualTo("\nEpoch 1: LearningRateScheduler setting learning rate to 1.0."));
        Assert.That(model.Optimizer!.LearningRate, Is.EqualTo(1e-6).Within(1e-12));
    }

    [Test]
    public void ARateOfAScheduleIsLogged_AndCannotBeSet()
    {
        using var model = SmallData.Compiled(new Sgd { Schedule = new PiecewiseConstantDecay([2], [0.1, 0.05]) });
        var history = model.Fit(SmallData.X(), SmallData.Y(), batchSize: 12, epochs: 2, callbacks: [new ReduceLROnPlateau("loss")]);
        Assert.That(history["learning_rate"], Is.EqualTo(new[] { 0.1, 0.05 }).Within(1e-8));
        Assert.That(() => model.Fit(SmallData.X(), SmallData.Y(), callbacks: [new LearningRateScheduler((_, rate) => rate)]),
            Throws.InvalidOperationException);
    }

    [Test]
    public void TerminateOnNaN_EndsWithinTheEpoch()
    {
        var said = new Said();
        using var model = SmallData.Compiled(new Sgd(1e30));
        var steps = 0;
        var history = model.Fit(SmallData.X(), SmallData.Y(), batchSize: 2, epochs: 5,
            callbacks: [new TerminateOnNaN { Messages = said }, new Counting(() => steps++)]);
        Assert.That(history.Epochs, Has.Count.EqualTo(1));
        Assert.That(steps, Is.LessThan(12));
        Assert.That(said.Lines, Is.EqualTo(new[] { $"Batch {steps - 1}: Invalid loss, terminating training" }));
        using var other = SmallData.Compiled(new Sgd(1e30));
        Assert.That(() => other.Fit(SmallData.X(), SmallData.Y(), batchSize: 2, callbacks: [new TerminateOnNaN(raiseError: true)]),
            Throws.InvalidOperationException.With.Message.Contains("in epoch 0, batch "));
    }

    [Test]
    public void CsvLogger_WritesWhatKerasWrites()
    {
        var path = Path.Combine(_folder, "log.csv");
        using var model = SmallData.Compiled(new Sgd(0.01), Metric.MeanAbsoluteError);
        var history = model.Fit(SmallData.X(), SmallData.Y(), epochs: 2, callbacks: [new CsvLogger(path)]);
        Assert.That(File.ReadAllText(path), Is.EqualTo(
            "epoch,loss,mean_absolute_error,val_loss,val_mean_absolute_error\r\n" +
            $"0,{PythonText.Of(history["loss"][0])},{PythonText.Of(history["mean_absolute_error"][0])},NA,NA\r\n" +
            $"1,{PythonText.Of(history["loss"][1])},{PythonText.Of(history["mean_absolute_error"][1])},NA,NA\r\n"));
        model.Fit(SmallData.X(), SmallData.Y(), validationSplit: 0.5, callbacks: [new CsvLogger(path, append: true)]);
        Assert.That(File.ReadAllLines(path), Has.Length.EqualTo(4));
        model.Fit(SmallData.X(), SmallData.Y(), validationSplit: 0.5, callbacks: [new CsvLogger(path, ';')]);
        Assert.That(File.ReadAllLines(path)[0], Is.EqualTo("epoch;loss;mean_absolute_error;val_loss;val_mean_absolute_error"));
    }

    [TestCase(0.1, "0.1")]
    [TestCase(2, "2.0")]
    [TestCase(0, "0.0")]
    [TestCase(-0.25, "-0.25")]
    [TestCase(0.0001, "0.0001")]
    [TestCase(1e-05, "1e-05")]
    [TestCase(1.5e-07, "1.5e-07")]
    [TestCase(-3e-300, "-3e-300")]
    [TestCase(1e15, "1000000000000000.0")]
    [TestCase(123456789012345678.0, "1.2345678901234568e+17")]
    [TestCase(1e16, "1e+16")]
    [TestCase(0.30000000000000004, "0.30000000000000004")]
    [TestCase(double.NaN, "nan")]
    [TestCase(double.NegativeInfinity, "-inf")]
    public void PythonText_IsRepr(double number, string text) => Assert.That(PythonText.Of(number), Is.EqualTo(text));

    [TestCase(3, "02d", "03")]
    [TestCase(12, "d", "12")]
    [TestCase(0.256, ".2f", "0.26")]
    [TestCase(0.256, "8.2f", "    0.26")]
    [TestCase(0.000123, ".2e", "1.23e-04")]
    [TestCase(1, "q", null)]
    [TestCase(1, ".xf", null)]
    public void PythonText_KnowsFormats(double number, string format, string? text) =>
        Assert.That(PythonText.Formatted(number, format), Is.EqualTo(text));

    [Test]
    public void ModelCheckpoint_SavesTheBest()
    {
        var said = new Said();
        var path = Path.Combine(_folder, "best", "model.{epoch:02d}.keras");
        using var model = SmallData.Compiled(new Sgd(0.05));
        var history = model.Fit(SmallData.X(), SmallData.Y(), epochs: 4,
            callbacks: [new ModelCheckpoint(path, "loss", saveBestOnly: true) { Messages = said }]);
        var first = Path.Combine(_folder, "best", "model.01.keras");
        Assert.That(said.Lines[0], Is.EqualTo($"\nEpoch 1: loss improved from None to " +
                $"{PythonText.Formatted(history["loss"][0], ".5f")}, saving model to {first}"));
        Assert.That(said.Lines[1], Is.EqualTo($"\nEpoch 1: finished saving model to {first}"));
        Assert.That(said.Lines[2], Does.StartWith($"\nEpoch 2: loss improved from {PythonText.Formatted(history["loss"][0], ".5f")} to"));
        // The last file is the trained model.
        using var last = Model.Load(Path.Combine(_folder, "best", "model.04.keras"));
        Assert.That(SmallData.Weights(last), Is.EqualTo(SmallData.Weights(model)));
        Assert.That(last.Optimizer!.Iterations, Is.EqualTo(4));
        using var earlier = Model.Load(first);
        Assert.That(SmallData.Weights(earlier), Is.Not.EqualTo(SmallData.Weights(model)));
    }

    [Test]
    public void ModelCheckpoint_LeavesWorseOnesOut()
    {
        var said = new Said();
        var path = Path.Combine(_folder, "model.keras");
        using var model = SmallData.Compiled(new Sgd(0.05));
        model.Fit(SmallData.X(), SmallData.Y(), epochs: 2,
            callbacks: [new ModelCheckpoint(path, "loss", saveBestOnly: true, initialValueThreshold: 0) { Messages = said }]);
        Assert.That(File.Exists(path), Is.False);
        Assert.That(said.Lines, Is.EqualTo(new[] { "\nEpoch 1: loss did not improve from 0.00000",
            "\nEpoch 2: loss did not improve from 0.00000" }));
    }

    [Test]
    public void ModelCheckpoint_SavesWeightsEverySoManySteps()
    {
        using var model = SmallData.Compiled(new Sgd(0.05));
        model.Fit(SmallData.X(), SmallData.Y(), batchSize: 6, epochs: 3,
            callbacks: [new ModelCheckpoint(Path.Combine(_folder, "{epoch}-{batch}-{loss:.1f}.weights.h5"), saveWeightsOnly: true,
            saveEverySteps: 5)]);
        Assert.That(Directory.GetFiles(_folder).Select(path => Path.GetFileName(path)[..3]).Order(), Is.EqualTo(new[] { "2-1", "3-2" }));
    }

    [Test]
    public void ModelCheckpoint_RefusesPathsItCannotUse()
    {
        using var model = SmallData.Compiled(new Sgd(0.05));
        Assert.That(() => new ModelCheckpoint("model.h5"), Throws.ArgumentException.With.Message.Contains(".keras"));
        Assert.That(() => new ModelCheckpoint("model.keras", saveWeightsOnly: true),
            Throws.ArgumentException.With.Message.Contains(".weights.h5"));
        Assert.That(() => model.Fit(SmallData.X(), SmallData.Y(),
            callbacks: [new ModelCheckpoint(Path.Combine(_folder, "{accuracy}.keras"))]),
            Throws.InvalidOperationException.With.Message.Contains("They have epoch, loss."));
        Assert.That(() => new ModelCheckpoint(Path.Combine(_folder, "{loss:>10}.keras")),
            Throws.ArgumentException.With.Message.Contains("loss:>10"));
        Assert.That(() => new ModelCheckpoint("{loss:.2f}-{epoch:d}-{batch:x}.keras"),
            Throws.ArgumentException.With.Message.Contains("has the field {batch:x}, whose format is not known."));
    }

    [TestCase(null)]
    [TestCase(2)]
    public void BackupAndRestore_ContinuesAsIfNothingHadHappened(int? everySteps)
    {
        using var whole = SmallData.Compiled(new Adam(0.05), Metric.MeanAbsoluteError);
        var expected = whole.Fit(SmallData.X(), SmallData.Y(), batchSize: 6, epochs: 6, seed: 9);

        var folder = Path.Combine(_folder, "backup");
        using var first = SmallData.Compiled(new Adam(0.05), Metric.MeanAbsoluteError);
        var steps = 0;
        Assert.That(() => first.Fit(SmallData.X(), SmallData.Y(), batchSize: 6, epochs: 6, seed: 9,
            callbacks: [new BackupAndRestore(folder, doubleCheckpoint: true),
            new Counting(() => { if (++steps == 14) throw new IOException("The power failed."); })]), Throws.InstanceOf<IOException>());
        Assert.That(Directory.GetFiles(folder).Select(Path.GetFileName).Order(),
            Is.EqualTo(new[] { "latest.weights.h5", "latest.weights.h5.bkp", "training_metadata.json", "training_metadata.json.bkp" }));

        using var second = SmallData.Compiled(new Adam(0.05), Metric.MeanAbsoluteError);
        var history = second.Fit(SmallData.X(), SmallData.Y(), batchSize: 6, epochs: 6, seed: 9,
            callbacks: [new BackupAndRestore(folder, everySteps)]);
        Assert.That(history.Epochs, Is.EqualTo(new[] { 3, 4, 5 }));
        Assert.That(history["loss"], Is.EqualTo(expected["loss"].Skip(3)));
        Assert.That(SmallData.Weights(second), Is.EqualTo(SmallData.Weights(whole)));
        Assert.That(second.Optimizer!.Iterations, Is.EqualTo(24));
        Assert.That(Directory.Exists(folder), Is.False);
    }

    [Test]
    public void BackupAndRestore_TakesTheCopyBefore_WhenTheLastIsDamaged()
    {
        using var first = SmallData.Compiled(new Adam(0.05));
        first.Fit(SmallData.X(), SmallData.Y(), epochs: 3,
            callbacks: [new BackupAndRestore(_folder, doubleCheckpoint: true, deleteCheckpoint: false)]);
        File.WriteAllText(Path.Combine(_folder, "latest.weights.h5"), "half a file");
        using var second = SmallData.Compiled(new Adam(0.05));
        Assert.That(second.Fit(SmallData.X(), SmallData.Y(), epochs: 4, callbacks: [new BackupAndRestore(_folder)]).Epochs,
            Is.EqualTo(new[] { 2, 3 }));
    }

    [Test]
    public void BackupAndRestore_DeletesOnlyItsOwn()
    {
        File.WriteAllText(Path.Combine(_folder, "notes.txt"), "mine");
        using var model = SmallData.Compiled(new Adam(0.05));
        model.Fit(SmallData.X(), SmallData.Y(), callbacks: [new BackupAndRestore(_folder)]);
        Assert.That(Directory.GetFiles(_folder).Select(Path.GetFileName), Is.EqualTo(new[] { "notes.txt" }));
    }

    private sealed class Said : IProgress<string>
    {
        private readonly List<string> _lines = [];

        public string[] Lines => [.. _lines];

        public void Report(string value) => _lines.Add(value);
    }

    private sealed class Counting(Action action) : Callback
    {
        public override void OnTrainBatchEnd(TrainingRun run, int step) => action();
    }
}
