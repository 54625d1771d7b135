using Layers.Data;
using Layers.Graphs;
using Microsoft.ML.OnnxRuntime;

namespace Layers.Samples.Tests;

/// <summary>What the README shows beside the sample, so that it is known to work.</summary>
public sealed class QuotedExamplesTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("layers-quoted-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void CustomLayer_IsTrainedSavedAndLoaded()
    {
        #region register
        LayerRegistry.Register<Scale>("my");        // in files it is called my>Scale
        #endregion

        var path = Path.Combine(_folder, "scale.keras");
        float[,] x = { { 1, 2 }, { 3, -4 }, { -5, 6 }, { 7, 8 } };
        float[,] y = { { 2, 6 }, { 6, -12 }, { -10, 18 }, { 14, 24 } };
        using var model = new Sequential { new Input(2), new Scale() };
        model.Compile(new Sgd(learningRate: 0.02), Loss.MeanSquaredError);
        model.Fit(x, y, batchSize: 4, epochs: 200);
        model.Save(path);

        using var loaded = Model.Load(path);
        Assert.That(loaded.Weights[0].Value.ToArray<float>(), Is.EqualTo(new[] { 2f, 3f }).Within(1e-3f));
        Assert.That(loaded.Predict(x), Is.EqualTo(model.Predict(x)));
    }

    [Test]
    public void AnOldFile_SaysWhatItIs()
    {
        var (path, saved, lines) = (Path.Combine(AppContext.BaseDirectory, "colleague.keras"), Path.Combine(_folder, "today.keras"), new List<string>());

        #region old
        using var model = Model.Load(path);                     // saved by Keras 2.13.1 on Windows
        LoadReport report = model.LoadReport!;
        lines.Add($"Keras {report.KerasVersion}, on Windows: {report.IsFromWindows}");
        foreach (LoadWarning warning in report.Warnings)        // what was left out, and why; nothing here
            lines.Add($"{warning.Layer}: {warning.Subject} - {warning.Reason}");
        lines.AddRange(report.SavingChanges);                   // what Save will write otherwise
        model.Save(saved);                                      // opens in Keras 3.3 to 3.15
        #endregion

        Assert.That(lines, Has.Count.EqualTo(3).And.ItemAt(0).EqualTo("Keras 2.13.1, on Windows: True"));
        using var again = Model.Load(saved);
        Assert.That(again.LoadReport!.SavingChanges, Is.Empty);
    }

    [Test]
    public void ExportedModel_RunsInOnnxRuntime()
    {
        using var model = new Sequential { new Input(9), new Normalization(new float[9], Enumerable.Repeat(4f, 9).ToArray()), new Dense(4), new Dense(2), new Dense(1) };
        var path = Path.Combine(_folder, "fuel-efficiency.onnx");
        model.ExportOnnx(path);
        float[] car = [4, 140, 86, 2790, 15.6f, 1982, 1, 0, 0];

        #region onnx
        using var session = new InferenceSession(path);
        using var options = new RunOptions();
        using var row = OrtValue.CreateTensorValueFromMemory(car, [1, 9]);
        using var results = session.Run(options, ["input_layer"], [row], ["dense_2"]);
        float mpg = results[0].GetTensorDataAsSpan<float>()[0];
        #endregion

        model.Engine = PredictEngine.OnnxRuntime;       // bit for bit; the row engine adds in another order
        Assert.That(mpg, Is.EqualTo(model.Predict(car)[0]));
    }

    [Test]
    public void ATable_GoesIntoAModel()
    {
        var (path, saved) = (Path.Combine(AppContext.BaseDirectory, "penguins.csv"), Path.Combine(_folder, "penguins.keras"));

        #region table
        Table birds = DataFile.Csv(path).ToTable();             // words stay words, empty cells stay missing
        var (training, test) = birds.Split(0.8, stratify: "Species", seed: 1);

        var space = new FeatureSpace                            // columns, then the layers they go through
        {
            { ["Beak Length (mm)", "Beak Depth (mm)", "Flipper Length (mm)", "Body Mass (g)"], new Imputation(), new Normalization() },
            { ["Island", "Sex"], new OneHotEncoding(UnknownCategory.Ignore) },
        };
        space.Adapt(training);                                  // all columns together, in as few passes as the layers allow

        using var model = new Sequential { space, new Dense(16, Activation.Relu), new Dense(3, Activation.Softmax, name: "species") };
        model.Compile(new Adam(0.01), Loss.SparseCategoricalCrossentropy, Metric.Accuracy);
        model.Fit(training, "Species", epochs: 50);
        var accuracy = model.Evaluate(test)["accuracy"];
        model.Save(saved);                                      // a model of columns, and a FeatureSpace again when it is loaded
        #endregion

        Assert.That(accuracy, Is.GreaterThan(0.9));
        Assert.That(space.OutputColumns, Does.Contain("Body Mass (g)").And.Contain("Island=Biscoe").And.Contain("Sex=FEMALE"));
        using var loaded = Model.Load(saved);
        Assert.That(loaded.Predict(space.InputsOf(test))["species"].ToArray<float>(), Is.EqualTo(model.Predict(space.InputsOf(test))["species"].ToArray<float>()));
    }

    [Test]
    public void AProposal_SaysWhyAndIsEdited()
    {
        var birds = DataFile.Csv(Path.Combine(AppContext.BaseDirectory, "penguins.csv")).ToTable();

        #region propose
        var space = FeatureSpace.Propose(birds, "Species");
        string table = space.Proposal!.ToString();              // column | layers | why
        space.Replace("Island", new OneHotEncoding());
        space.Remove("Sex");
        #endregion

        Assert.That(table.Split('\n'), Has.Length.EqualTo(7).And.ItemAt(1).EqualTo("Island              | StringLookup, one-hot     | 3 different texts in 344 rows: a column for each"));
        space.Adapt(birds);
        Assert.That(space.OutputColumns, Has.Count.EqualTo(7));
    }

    [Test]
    public void SeveralInputsAndOutputs_GoByName()
    {
        var x = new Dictionary<string, TensorData> { ["size"] = new float[,] { { 4, 140 }, { 8, 307 } }, ["maker"] = new float[,] { { 1, 0, 0 }, { 0, 1, 0 } } };
        var y = new Dictionary<string, TensorData> { ["mpg"] = new float[,] { { 28 }, { 17 } }, ["decade"] = new[] { 0, 2 } };

        #region functional
        var (size, maker) = (new Input(2, name: "size"), new Input(3, name: "maker"));
        var joined = new Concatenate().Apply(new Dense(8, Activation.Relu).Apply(size), maker);
        using var model = new Functional([size, maker], [new Dense(1, name: "mpg").Apply(joined), new Dense(3, Activation.Softmax, name: "decade").Apply(joined)]);

        model.Compile(new Adam(),
            losses: new Dictionary<string, Loss> { ["mpg"] = Loss.MeanAbsoluteError, ["decade"] = Loss.SparseCategoricalCrossentropy },
            lossWeights: new Dictionary<string, double> { ["decade"] = 0.2 });
        model.Fit(x, y);                                // x and y: an array for each name
        var mpg = model.Predict(x)["mpg"];
        #endregion

        Assert.That(mpg.Shape, Is.EqualTo(Shape.Of(2, 1)));
    }
}
