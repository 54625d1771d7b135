using System.Text.Json.Nodes;

namespace Layers.ScikitLearn.Tests;

/// <summary>Tests four folders, each of which becomes a model with the predictions of its training script.</summary>
public sealed class AdoptionTests
{
    private static readonly string[] s_folders = ["cars", "churn", "penguins", "series"];

    [TestCaseSource(nameof(s_folders))]
    public void RawRecords_HaveThePredictionsOfTheScript(string name)
    {
        using var model = AdoptedFolder.Of(name).ToModel();
        Check(model, name);
    }

    [TestCaseSource(nameof(s_folders))]
    public void AnAdoption_IsSavedAsOneFile(string name)
    {
        using var folder = new TempFolder();
        using (var model = AdoptedFolder.Of(name).ToModel()) model.Save(folder.At("one.keras"));
        using var loaded = Model.Load(folder.At("one.keras"));
        Check(loaded, name);
        var files = loaded.MadeFrom.Select(file => file.Name).ToArray();
        Assert.That(files, Is.EquivalentTo(Directory.GetFiles(new AdoptedFolder(name).Folder).Select(Path.GetFileName).Where(file =>
            file != "expected.json")));
        Assert.That(loaded.MadeFrom.Select(file => file.Sha256), Is.All.Length.EqualTo(64));
        Assert.That(loaded.MadeFrom.Skip(1).Select(file => file.Content), Is.All.Contain("of scikit-learn 1.9"));
    }

    [TestCaseSource(nameof(s_folders))]
    public void AnAdoption_IsExportedAsOnnx(string name)
    {
        using var folder = new TempFolder();
        using var model = AdoptedFolder.Of(name).ToModel();
        model.ExportOnnx(folder.At("one.onnx"));
        var rows = Rows(model, AdoptedFolder.RecordsOf(name));
        Assert.That(PlainOnnx.Run(folder.At("one.onnx"), rows).ToArray<float>(), Is.EqualTo(new AdoptedFolder(name).Output)
            .Using<float>(Near));
    }

    [Test]
    [Category("Interop")]
    public void RealKeras_OpensTheWindowModel([ValueSource(typeof(Layers.Tests.Training.KerasProcess),
        nameof(Layers.Tests.Training.KerasProcess.Versions))] string version)
    {
        using var folder = new TempFolder();
        var series = new AdoptedFolder("series");
        using (var model = AdoptedFolder.Series.ToModel()) model.Save(folder.At("one.keras"));
        var window = new JsonArray([.. series.Records.Select(record =>
            (JsonNode?)new JsonArray(JsonNode.Parse(record)!["window"]!.DeepClone()))]);
        var job = new JsonObject
        {
            ["file"] = folder.At("one.keras"),
            ["x"] = new JsonArray(window),
            ["resave"] = folder.At("again.keras")
        };
        var result = Layers.Tests.Training.KerasProcess.Run(version, folder.At("."), [job], Layers.Tests.Training.KerasProcess.Open)
            .Single();
        Assert.That(result["error"], Is.Null);
        Assert.That(((JsonArray)result["output"]!).Select(number => (float)number!.GetValue<double>()), Is.EqualTo(series.Output)
            .Using<float>(Near));
        using var again = Model.Load(folder.At("again.keras"));
        float[] values = [.. series.Records.Select(record => JsonNode.Parse(record)!["window"]!.GetValue<float>())];
        Assert.That(again.Predict(TensorData.Of(values, Shape.Of(1, 10, 1))).ToArray<float>(), Is.EqualTo(series.Output)
            .Using<float>(Near));
    }

    [Test]
    public void Inputs_AreTheColumnsThatAreTaken()
    {
        using var cars = AdoptedFolder.Cars.ToModel();
        using var churn = AdoptedFolder.Churn.ToModel();
        using var series = AdoptedFolder.Series.ToModel();
        Assert.Multiple(() =>
        {
            Assert.That(cars.Signature.Inputs.Select(column => column.Name), Is.EquivalentTo(["horsepower", "weight", "displacement",
                "origin", "cylinders"]));
            Assert.That(churn.Signature.Inputs.Where(column => column.Type == ColumnType.Text).Select(column => column.Name),
                Is.EquivalentTo(["Gender", "Country"]));
            Assert.That(series.Signature.Inputs.Single().ToString(), Is.EqualTo("value: 10 × Number"));
            Assert.That(cars.IsCompiled, Is.False);
        });
    }

    [Test]
    public void TheOrderOfUse_HasNoMeaning()
    {
        var adoption = new Adoption(new AdoptedFolder("churn").Model).Use("scaler.pkl").Use("onehot_encoder_geo.pkl")
            .Use("label_encoder_gender.pkl", "Gender");
        using var model = adoption.ToModel();
        Check(model, "churn");
    }

    [Test]
    public void AnAdoption_PrintsItsWiring()
    {
        var text = AdoptedFolder.Churn.ToString();
        Assert.That(text, Does.Contain("label_encoder_gender.pkl (LabelEncoder): Gender → Gender").And.Contain("onehot_encoder_geo.pkl " +
            "(OneHotEncoder): Country → Country_France, Country_Germany, Country_Spain"));
        Assert.That(new Adoption(new AdoptedFolder("churn").Model).Use("label_encoder_gender.pkl").ToString(),
            Does.Contain("open: label_encoder_gender.pkl knows its words"));
    }

    private static void Check(Model model, string name)
    {
        var folder = new AdoptedFolder(name);
        Prediction[] one = [.. AdoptedFolder.RecordsOf(name).Select(record => model.PredictJson(record))];
        var many = model.PredictJsonArray($"[{string.Join(", ", AdoptedFolder.RecordsOf(name))}]");
        Assert.Multiple(() =>
        {
            Assert.That(one.SelectMany(answer => answer.Values.ToArray()), Is.EqualTo(folder.Output).Using<float>(Near));
            Assert.That(many.SelectMany(answer => answer.Values.ToArray()), Is.EqualTo(folder.Output).Using<float>(Near));
            if (name == "penguins") Assert.That(one.Select(answer => answer.Label), Is.EqualTo(folder.Labels));
        });
    }

    private static bool Near(float a, float b) => Math.Abs(a - b) <= 1e-5 * Math.Max(1, Math.Abs(b));

    // The inputs of a plain session, made from the records.
    private static Dictionary<string, TensorData> Rows(Model model, IReadOnlyList<string> records)
    {
        var parsed = records.Select(record => JsonNode.Parse(record)!).ToArray();
        return model.Signature.Inputs.ToDictionary(column => column.Name, column =>
        {
            var cells = parsed.SelectMany(record => record[column.Name] is JsonArray list ? list.ToArray() : [record[column.Name]])
                .ToArray();
            var shape = column.Length is { } length ? Shape.Of(records.Count, length, 1) : Shape.Of(records.Count, 1);
            if (column.Type == ColumnType.Integer) return TensorData.Of([.. cells.Select(cell => cell!.GetValue<long>())], shape);
            return column.Type == ColumnType.Text
                ? TensorData.Of([.. cells.Select(cell => cell?.GetValue<string>() ?? "")], shape)
                : TensorData.Of([.. cells.Select(cell => cell?.GetValue<double>() ?? double.NaN)], shape);
        });
    }
}
