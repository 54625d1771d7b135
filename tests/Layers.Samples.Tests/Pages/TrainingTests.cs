using Layers.Graphs;

namespace Layers.Samples.Tests.Pages;

/// <summary>The examples of docs/training.md, apart from the samples.</summary>
public sealed class TrainingTests : FolderTests
{
    [Test]
    public void SeveralInputsAndOutputs_GoByName()
    {
        var x = new Dictionary<string, TensorData>
        {
            ["size"] = new float[,] { { 4, 140 }, { 8, 307 } },
            ["maker"] = new float[,] { { 1, 0, 0 }, { 0, 1, 0 } },
        };
        var y = new Dictionary<string, TensorData> { ["mpg"] = new float[,] { { 28 }, { 17 } }, ["decade"] = new[] { 0, 2 } };

        #region functional
        var (size, maker) = (new Input(2, name: "size"), new Input(3, name: "maker"));
        var joined = new Concatenate().Apply(new Dense(8, Activation.Relu).Apply(size), maker);
        using var model = new Functional([size, maker],
            [new Dense(1, name: "mpg").Apply(joined), new Dense(3, Activation.Softmax, name: "decade").Apply(joined)]);

        model.Compile(new Adam(),
            losses: new Dictionary<string, Loss> { ["mpg"] = Loss.MeanAbsoluteError, ["decade"] = Loss.SparseCategoricalCrossentropy },
            lossWeights: new Dictionary<string, double> { ["decade"] = 0.2 });
        model.Fit(x, y);                                // x and y: an array for each name
        var mpg = model.Predict(x)["mpg"];
        #endregion

        Assert.That(mpg.Shape, Is.EqualTo(Shape.Of(2, 1)));
    }

    [Test]
    public void CallbacksAndWeights_AreArguments()
    {
        float[,] x = { { 1, 10 }, { 2, 20 }, { 3, 30 }, { 4, 40 }, { 5, 50 }, { 6, 60 }, { 7, 70 }, { 8, 80 } };
        string[] y = ["no", "no", "no", "yes", "no", "yes", "yes", "yes"];
        var (best, csv) = (InFolder("best.keras"), InFolder("epochs.csv"));
        var normalization = new Normalization();
        normalization.Adapt(x);
        using var model = new Sequential(seed: 1) { new Input(2), normalization, new Dense(2, Activation.Softmax) };

        #region callbacks
        model.Compile(new AdamW(0.1) { Schedule = new CosineDecay(0.1, decaySteps: 200) }, Loss.SparseCategoricalCrossentropy,
            Metric.Accuracy);
        History history = model.Fit(x, y, epochs: 100, validationData: new ValidationData(x, y), seed: 1,
            classWeight: new ClassWeights { ["yes"] = 2, ["no"] = 1 },          // by word, because the labels are words
            callbacks:
            [
                new EarlyStopping("val_loss", patience: 5, restoreBestWeights: true),
                new ModelCheckpoint(best, saveBestOnly: true),
                new CsvLogger(csv),
            ]);
        #endregion

        Assert.That(File.Exists(best));
        Assert.That(File.ReadLines(csv).Count(), Is.EqualTo(history.Epochs.Count + 1));
        Assert.That(model.PredictLabels(x)[^1], Is.EqualTo("yes"));
    }
}
