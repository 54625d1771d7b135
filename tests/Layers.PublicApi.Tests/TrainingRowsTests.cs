using System.IO.Compression;
using Layers.Graphs;

namespace Layers.PublicApi.Tests;

/// <summary>A layer may give other values for its training rows than for new rows: <see cref="CallContext.RowPositions"/>.</summary>
public sealed class TrainingRowsTests
{
    private const int Rows = 10;

    // All rows have one category, so that only a row's fold decides its value.
    private static readonly float[,] s_features = new float[Rows, 1];
    private static readonly float[] s_labels = [.. Enumerable.Range(0, Rows).Select(row => (float)(row * row))];

    [TestCase(1)]
    [TestCase(4)]
    [TestCase(Rows)]
    public void NoRowSeesTheLabelsOfItsFold_InAnyOrder(int batchSize)
    {
        using var model = Adapted(out _);
        var history = model.Fit(s_features, s_labels, batchSize, epochs: 2, seed: 5);
        // Keras reports the mean of the rows' losses, for any batch size.
        Assert.That(history["loss"], Is.All.EqualTo(SquaresOfTraining(Rows)).Within(1e-5).Percent);
    }

    [Test]
    public void RowsForValidation_AreNewRows()
    {
        using var model = Adapted(out _);
        var history = model.Fit(s_features, s_labels, validationSplit: 0.4);
        var mean = s_labels.Average();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(history["loss"], Is.All.EqualTo(SquaresOfTraining(6)).Within(1e-5).Percent);
            Assert.That(history["val_loss"],
                Is.All.EqualTo(s_labels[6..].Average(label => Math.Pow(label - mean, 2))).Within(1e-5).Percent);
            Assert.That(model.Predict(s_features)[0, 0], Is.EqualTo(mean));
            Assert.That(model.Evaluate(s_features, s_labels)["loss"],
                Is.EqualTo(s_labels.Average(label => Math.Pow(label - mean, 2))).Within(1e-5).Percent);
        }
    }

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(100)]
    public void RowsOfASource_KeepTheirPositionsInTheWindow(int window)
    {
        using var model = Adapted(out var encoding);
        var examples = new Labelled().Examples(["label"], batchSize: 4, window, seed: 3);
        model.Adapt(examples);
        Assert.That(encoding.Report!.Rows, Is.EqualTo(Rows));
        var whole = model.Fit(examples, epochs: 3);
        Assert.That(whole["loss"], Is.All.EqualTo(SquaresOfTraining(Rows)).Within(1e-5).Percent);
    }

    [Test]
    public void BatchesAreCountedAsTheyCome()
    {
        using var model = Adapted(out var encoding);
        (TensorData X, TensorData Y)[] batches = [(new float[4, 1], s_labels[..4]), (new float[6, 1], s_labels[4..])];
        encoding.Adapt(batches);
        Assert.That(model.Fit(batches, epochs: 2)["loss"], Is.All.EqualTo(SquaresOfTraining(Rows)).Within(1e-5).Percent);
    }

    [Test]
    public void LearnedValues_AreInTheFile()
    {
        LayerRegistry.Register<FoldMean>("stranger");
        AdaptStateRegistry.Register<FoldSums>("fold_sums");
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.keras");
        try
        {
            using (var model = Adapted(out _)) model.Save(path);
            using var loaded = Model.Load(path);
            Assert.That(loaded.LoadReport!.Warnings, Is.Empty);
            Assert.That(loaded.Predict(s_features)[0, 0], Is.EqualTo(s_labels.Average()));
            Compile(loaded);
            Assert.That(loaded.Fit(s_features, s_labels)["loss"], Is.All.EqualTo(SquaresOfTraining(Rows)).Within(1e-5).Percent);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void AFileWithoutTheState_DoesNotPredict()
    {
        LayerRegistry.Register<FoldMean>("stranger");
        AdaptStateRegistry.Register<FoldSums>("fold_sums");
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.keras");
        try
        {
            using (var model = Adapted(out _)) model.Save(path);
            // Keras does not write this entry when it saves the model again.
            using (var archive = ZipFile.Open(path, ZipArchiveMode.Update)) archive.GetEntry("layers.json")!.Delete();
            using var loaded = Model.Load(path);
            Assert.That(() => loaded.Predict(s_features),
                Throws.InstanceOf<LayerException>().With.Message.Contains("has not been adapted"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void AFormulaThatReadsTheState_FollowsIt()
    {
        using var model = Adapted(out var encoding);
        var first = model.Predict(s_features)[0, 0];
        encoding.Adapt(s_features, labels: s_labels.Select(label => label + 1).ToArray());
        Assert.That(model.Predict(s_features)[0, 0], Is.EqualTo(first + 1));
        model.Adapt(s_features, labels: s_labels);
        Assert.That(model.Predict(s_features)[0, 0], Is.EqualTo(first));
    }

    [Test]
    public void OutsideOfTraining_ThereAreNoPositions()
    {
        var fault = Assert.Throws<LayerException>(() => new AsksAlways().Apply(Ops.Input("x", Shape.Create(["batch", 1]))))!;
        Assert.That(fault.Message, Does.Contain("asks_always").And.Contain("positions of rows"));
    }

    // One more weight, without effect, because a model needs something to train.
    private static Sequential Adapted(out FoldMean encoding)
    {
        encoding = new FoldMean();
        var model = new Sequential { new Input(1), encoding, new Dense(1, kernelInitializer: Initializer.Ones) };
        model.Adapt(s_features, labels: s_labels);
        Compile(model);
        return model;
    }

    // The learning rate is so small that the weights do not change.
    private static void Compile(Model model) => model.Compile(new Sgd(learningRate: 1e-20), Loss.MeanSquaredError);

    private static double SquaresOfTraining(int rows) => Enumerable.Range(0, rows).Average(row =>
    {
        var others = s_labels.Where((_, other) => other % FoldSums.Folds != row % FoldSums.Folds);
        return Math.Pow(others.Average() - s_labels[row], 2);
    });

    private sealed class AsksAlways() : Layer("asks_always")
    {
        protected override Value Call(Value x) => x;

        protected override Value Call(Value x, CallContext call) => call.RowPositions;
    }

    private sealed class Labelled : RowSource
    {
        public override string Description => "labelled rows";

        public override IReadOnlyList<string> Columns => ["feature", "label"];

        public override IEnumerable<TensorData> ReadBatches(int batchSize = 65536, CancellationToken cancellation = default)
        {
            for (var start = 0; start < s_labels.Length; start += 4)
            {
                var part = s_labels[start..Math.Min(s_labels.Length, start + 4)];
                yield return TensorData.Of([.. part.SelectMany(label => new[] { 0f, label })], Shape.Of(part.Length, 2));
            }
        }
    }
}
