using Layers.Data;
using Layers.Graphs;
using Layers.ScikitLearn;

namespace Layers.Samples.Tests.Pages;

/// <summary>The examples of the most used members, as the API reference shows them: the comment in the source has the lines of the
/// region.</summary>
public sealed class ApiExamplesTests : FolderTests
{
    private const string Models = "src/Layers/Models/", Files = "src/Layers/Saving/KerasFile.cs", Records = "src/Layers/Tables/";

    private static readonly (string Region, string Source)[] s_examples =
    [
        ("dense", "src/Layers/Trainable/Dense.cs"),
        ("input", "src/Layers/Core/Input.cs"),
        ("conv2d", "src/Layers/Convolution/Conv2D.cs"),
        ("concatenate", "src/Layers/Merging/Concatenate.cs"),
        ("loss", "src/Layers/Training/Losses/Loss.cs"),
        ("metric", "src/Layers/Training/Metrics/Metric.cs"),
        ("adam", "src/Layers/Training/Optimizers/Adam.cs"),
        ("compile", Models + "Model.Compile.cs"),
        ("fit", Models + "Model.Fit.cs"),
        ("evaluate", Models + "Model.Evaluate.cs"),
        ("predict", Models + "Model.cs"),
        ("summary", Models + "Model.cs"),
        ("adapt-model", Models + "Model.Adapt.cs"),
        ("check", Models + "Model.Check.cs"),
        ("check-source", Models + "Model.Check.cs"),
        ("save", Files),
        ("load", Files),
        ("export", Files),
        ("fit-table", Records + "TableTraining.cs"),
        ("evaluate-table", Records + "TableTraining.cs"),
        ("record", Records + "Records/Records.cs"),
        ("json", Records + "Records/Records.cs"),
        ("propose", Records + "FeatureSpace.Proposing.cs"),
        ("csv", "src/Layers.Data/DataFile.cs"),
        ("parquet", "src/Layers.Data/DataFile.cs"),
        ("to-table", "src/Layers/Data/RowSource.cs"),
        ("select", "src/Layers/Data/RowSource.cs"),
        ("split", "src/Layers/Data/Tables/Table.Split.cs"),
        ("adapt", "src/Layers/Adapting/AdaptiveLayer.cs"),
        ("update", "src/Layers/Adapting/AdaptiveLayer.cs"),
        ("adopt", "src/Layers.ScikitLearn/Adoption/ModelAdoption.cs"),
    ];

    private readonly string _csv = Path.Combine(AppContext.BaseDirectory, "penguins.csv");

    [TestCaseSource(nameof(s_examples))]
    public void AnExample_IsRunAsShown((string Region, string Source) example)
    {
        var comment = string.Join('\n', Regions.Read($"tests/Layers.Samples.Tests/Pages/ApiExamplesTests.cs#{example.Region}")
            .Select(line => "/// " + line.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
                .Replace(">", "&gt;", StringComparison.Ordinal)));
        var source = string.Join('\n', Repository.Lines(example.Source).Select(line => line.Trim()));
        Assert.That(source, Does.Contain($"/// <example><code>\n{comment}\n/// </code></example>"));
    }

    [Test]
    public void Layers_AreMade()
    {
        #region dense
        using var model = new Sequential { new Input(9), new Dense(64, Activation.Relu), new Dense(1) };
        #endregion

        #region input
        var car = new Input(9, name: "car");                            // nine numbers a row
        var words = new Input(2, DType.String, "words");                // two texts a row
        var image = new Input([28, 28, 1], name: "image");              // height, width, channels
        #endregion

        #region conv2d
        using var digits = new Sequential
        {
            new Input([28, 28, 1]),
            new Conv2D(16, 3, padding: Padding.Same, activation: Activation.Relu),
            new MaxPooling2D(2),
            new Flatten(),
            new Dense(10, Activation.Softmax),
        };
        #endregion

        #region concatenate
        var (size, maker) = (new Input(2, name: "size"), new Input(3, name: "maker"));
        var joined = new Concatenate().Apply(size, maker);              // five columns: those of size, then those of maker
        using var both = new Functional([size, maker], [new Dense(1).Apply(joined)]);
        #endregion

        Assert.That(model.Predict(new float[1, 9]).GetLength(1), Is.EqualTo(1));
        Assert.That((car.Shape.Rank, words.Type, image.Shape.Rank), Is.EqualTo((2, DType.String, 4)));
        Assert.That(digits.Predict(TensorData.Zeros(DType.Float32, [1, 28, 28, 1]), new PredictOptions()).Shape,
            Is.EqualTo(Shape.Of(1, 10)));
        Assert.That(joined.Shape[1].Size, Is.EqualTo(5));
    }

    [Test]
    public void Numbers_AreTrained()
    {
        float[,] x = { { 1, 10 }, { 2, 20 }, { 3, 10 }, { 4, 40 }, { 5, 30 } };
        float[,] y = { { 3 }, { 6 }, { 7 }, { 12 }, { 13 } };
        var file = InFolder("model.keras");

        #region adapt
        var normalization = new Normalization();
        AdaptReport seen = normalization.Adapt(x);                      // x: float[,], a row for each example
        Console.WriteLine(seen);                                        // count, mean, variance and range of each feature
        #endregion

        using var model = new Sequential(seed: 1) { new Input(2), normalization, new Dense(1) };

        #region loss
        Loss number = Loss.MeanAbsoluteError;
        Loss word = Loss.SparseCategoricalCrossentropy;                 // labels are words or class numbers
        Loss yesOrNo = Loss.BinaryCrossentropy;                         // the model ends in one sigmoid
        #endregion

        #region metric
        Metric[] metrics = [Metric.Accuracy, Metric.F1Score, Metric.Auc];
        #endregion

        #region adam
        var optimizer = new Adam(learningRate: 0.001);
        var decaying = new Adam { Schedule = new ExponentialDecay(0.01, decaySteps: 1000, decayRate: 0.9) };
        #endregion

        #region compile
        model.Compile(new Adam(0.01), Loss.MeanAbsoluteError, Metric.MeanSquaredError);
        #endregion

        #region fit
        History history = model.Fit(x, y, epochs: 20, validationSplit: 0.2, seed: 1);
        double last = history["val_loss"][^1];
        #endregion

        #region evaluate
        var measured = model.Evaluate(x, y);
        double loss = measured["loss"], error = measured["mean_squared_error"];
        #endregion

        #region predict
        float[,] answers = model.Predict(new float[,] { { 4, 40 }, { 5, 30 } });     // raw rows: the model normalizes them
        float first = answers[0, 0];
        #endregion

        #region summary
        Console.WriteLine(model.Summary());
        #endregion

        #region update
        normalization.Update(new float[,] { { 6, 60 } });               // continues from the rows seen before
        #endregion

        #region check
        SkewReport report = model.Check(x);
        if (report.Verdict != SkewVerdict.Alike) Console.WriteLine(report);
        #endregion

        var path = file;

        #region save
        model.Save(path);                                               // "model.keras": layers, weights, and adapted state
        #endregion

        #region load
        using var loaded = Model.Load(path);                            // written here or by Keras
        Console.WriteLine(loaded.LoadReport);
        #endregion

        path = InFolder("model.onnx");

        #region export
        model.ExportOnnx(path);                                         // raw rows in, any number of them
        #endregion

        Assert.That(new object[] { number, word, yesOrNo, decaying, optimizer }, Is.Unique);
        Assert.That(metrics, Has.Length.EqualTo(3));
        Assert.That((history.Epochs.Count, double.IsFinite(last), seen.Rows), Is.EqualTo((20, true, 5)));
        Assert.That(loss, Is.Positive);
        Assert.That(error, Is.GreaterThanOrEqualTo(loss * loss - 1e-6));
        Assert.That(float.IsFinite(first));
        Assert.That(normalization.Report!.Rows, Is.EqualTo(6));
        Assert.That(report.Rows, Is.EqualTo(5));
        Assert.That(loaded.Predict(x), Is.EqualTo(model.Predict(x)));
        Assert.That(File.Exists(path));
    }

    [Test]
    public void Tables_AreTrained()
    {
        var path = _csv;

        #region csv
        DataFile rows = DataFile.Csv(path);                             // or a pattern: "birds/*.csv"
        DataFile german = DataFile.Csv(path, new CsvOptions { Delimiter = ';', DecimalSeparator = ',' });
        #endregion

        #region parquet
        RowSource trips = DataFile.Parquet("trips/*.parquet");          // nothing is read yet
        #endregion

        #region to-table
        Table birds = DataFile.Csv(path).ToTable();                     // texts stay texts, empty cells are missing
        int missing = birds["Sex"].MissingCount;
        #endregion

        #region split
        var (training, test) = birds.Split(0.8, stratify: "Species", seed: 1);
        #endregion

        #region select
        RowSource two = rows.Select("Island", "Body Mass (g)");
        #endregion

        #region propose
        var space = FeatureSpace.Propose(training, label: "Species");
        Console.WriteLine(space.Proposal);                              // column | layers | why
        space.Adapt(training);
        #endregion

        using var model = new Sequential(seed: 1) { space, new Dense(3, Activation.Softmax) };

        #region adapt-model
        ModelAdaptReport seen = model.Adapt(training);                  // every adaptive layer, in as few passes as the graph allows
        #endregion

        model.Compile(new Adam(0.05), Loss.SparseCategoricalCrossentropy, Metric.Accuracy);

        #region fit-table
        model.Fit(training, "Species", epochs: 20);                     // the model keeps the words
        #endregion

        #region evaluate-table
        Evaluation measured = model.Evaluate(test);                     // "Species" is remembered
        Console.WriteLine(measured.Report);                             // precision, recall and F1 of each class
        #endregion

        #region json
        Prediction bird = model.PredictJson("""
            {"Island": "Dream", "Sex": null, "Beak Length (mm)": 49.6, "Beak Depth (mm)": 18.2,
             "Flipper Length (mm)": 193, "Body Mass (g)": 3775}
            """);
        Console.WriteLine(bird);                                        // Chinstrap (98.7 %)
        #endregion

        #region record
        Prediction same = model.Predict(new Dictionary<string, object?>
        {
            ["Island"] = "Dream",
            ["Sex"] = null,                                             // missing
            ["Beak Length (mm)"] = 49.6,
            ["Beak Depth (mm)"] = 18.2,
            ["Flipper Length (mm)"] = 193,
            ["Body Mass (g)"] = 3775,
        });
        #endregion

        #region check-source
        SkewReport report = model.Check(DataFile.Csv(path));            // columns are found by name
        #endregion

        Assert.That((german.Path, trips.Description, missing),
            Is.EqualTo((path, trips.ToString(), birds.Texts("Sex").Count(sex => sex is null))));
        Assert.That(two.Columns, Is.EqualTo(new[] { "Island", "Body Mass (g)" }));
        Assert.That(seen.ToString(), Is.Not.Empty);
        Assert.That(measured["accuracy"], Is.GreaterThan(0.9));
        Assert.That((bird.Label, same.Label), Is.EqualTo(("Chinstrap", "Chinstrap")));
        Assert.That(report.Rows, Is.EqualTo(birds.RowCount));
    }

    [Test]
    public void AFolderOfPython_IsAdopted()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "penguins");

        #region adopt
        Adoption adoption = Model.Adopt(Path.Combine(folder, "model.keras"))
            .Concatenate("scaler.pkl", "onehot_encoder.pkl")
            .WithLabels("label_encoder.pkl");
        using Functional model = adoption.ToModel();                    // takes the raw columns, by name
        #endregion

        Assert.That(model.Inputs, Has.Count.EqualTo(6));
    }
}
