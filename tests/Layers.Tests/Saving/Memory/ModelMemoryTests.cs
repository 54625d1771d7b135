using System.Text.Json;
using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>The metadata of a file beside layers and weights: classes, columns of labels, the last history, names and types of inputs and
/// outputs.</summary>
public sealed class ModelMemoryTests
{
    private TempFolder _folder = null!;
    private string _path = null!;

    private static IEnumerable<TestCaseData> Fitted()
    {
        yield return Case("softmax", MemoryModels.Species);
        yield return Case("one_unit", () => MemoryModels.Line("Sex", 1, Activation.Sigmoid, Loss.BinaryCrossentropy));
        yield return Case("integers", () => MemoryModels.Line("Stars", 3, Activation.Softmax, Loss.CategoricalCrossentropy));
        yield return Case("truth_values", () => MemoryModels.Line("rain", 1, Activation.Sigmoid, Loss.BinaryCrossentropy));
        yield return Case("several_labels",
            () => MemoryModels.Fitted(new Sequential { MemoryModels.Space(), new Dense(2, Activation.Sigmoid) }, Loss.BinaryCrossentropy,
            ["wind", "rain"]));
        yield return Case("numbers", () => MemoryModels.Line("Year", 1, Activation.Linear, Loss.MeanSquaredError));
        yield return Case("two_outputs", MemoryModels.TwoOutputs);
        yield return Case("matrix", MemoryModels.Matrix);

        static TestCaseData Case(string name, Func<Model> make) => new TestCaseData(make).SetArgDisplayNames(name);
    }

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TempFolder();
        _path = _folder.At("model.keras");
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCaseSource(nameof(Fitted))]
    public void AFittedModel_IsRestoredWithItsWords(Func<Model> make)
    {
        using var model = make();
        model.Save(_path);
        using var loaded = Model.Load(_path);
        Assert.Multiple(() =>
        {
            Assert.That(loaded.LoadReport.Lines(), Is.Empty);
            Assert.That(loaded.Signature.ToString(), Is.EqualTo(model.Signature.ToString()));
            foreach (var (before, after) in model.Signature.Inputs.Zip(loaded.Signature.Inputs))
                Assert.That((after.Name, after.ElementType, after.MayBeMissing, after.MissingText),
                    Is.EqualTo((before.Name, before.ElementType, before.MayBeMissing, before.MissingText)));
            foreach (var (before, after) in model.Signature.Outputs.Zip(loaded.Signature.Outputs))
            {
                Assert.That(after.Name, Is.EqualTo(before.Name));
                Assert.That(after.Classes, Is.EqualTo(before.Classes));
                Assert.That(after.LabelColumns, Is.EqualTo(before.LabelColumns));
            }
            Assert.That(loaded.Labels.Values.Select(labels => labels.Classes?.AreTexts),
                Is.EqualTo(model.Labels.Values.Select(labels => labels.Classes?.AreTexts)));
            Same(loaded.History!, model.History!);
        });
        if (model.Signature.Inputs.Count == 0) return;
        Assert.That(loaded.PredictJson(MemoryModels.Json).ToString(), Is.EqualTo(model.PredictJson(MemoryModels.Json).ToString()));
        // The file has the columns of the labels too.
        Assert.That(loaded.Evaluate(MemoryModels.Birds)["loss"], Is.EqualTo(model.Evaluate(MemoryModels.Birds)["loss"]).Within(1e-6));
    }

    [Test]
    public void ATool_ReadsItWithoutTheModel()
    {
        using (var model = MemoryModels.Species()) model.Save(_path);
        // This parser does not accept Python's bare words.
        using var json = JsonDocument.Parse(EditedArchive.Bytes(_path, "layers.json"));
        var (inputs, output) = (json.RootElement.GetProperty("inputs"), json.RootElement.GetProperty("outputs")[0]);
        Assert.Multiple(() =>
        {
            Assert.That(inputs.EnumerateArray().Select(input => $"{input.GetProperty("columns")}"), Is.EqualTo(new[]
            {
                """[{"name":"Body Mass (g)","type":"number","may_be_missing":true}]""",
                """[{"name":"Island","type":"text","may_be_missing":true,"missing_text":""}]""",
                """[{"name":"Year","type":"number","may_be_missing":false}]""",
            }));
            Assert.That(inputs[0].GetProperty("dtype").GetString(), Is.EqualTo("float32"));
            Assert.That(output.GetProperty("classes").EnumerateArray().Select(word => word.GetString()),
                Is.EqualTo(new[] { "Adélie", "Chinstrap", "Gentoo" }));
            Assert.That(output.GetProperty("label_columns").ToString(), Is.EqualTo("""["Species"]"""));
            Assert.That((output.GetProperty("shape").ToString(), output.GetProperty("scale").GetString()),
                Is.EqualTo(("[null,3]", "softmax")));
            Assert.That(json.RootElement.GetProperty("history").GetProperty("epochs").ToString(), Is.EqualTo("[0,1]"));
        });
    }

    [Test]
    public void Features_KeepTheirNames()
    {
        var normalization = new Normalization();
        normalization.Adapt(MemoryModels.Birds.Select("Year", "Stars"));
        using (var model = new Sequential { new Input(2), normalization, new Dense(1) }) model.Save(_path);
        using var loaded = Model.Load(_path);
        Assert.That(loaded.Signature.Inputs.Select(column => column.Name), Is.EqualTo(new[] { "Year", "Stars" }));
        var columns = JsonNode.Parse(EditedArchive.Text(_path, "layers.json"))!["inputs"]![0]!["columns"]!;
        Assert.That(columns.AsArray().Select(column => (string?)column!["name"]), Is.EqualTo(new[] { "Year", "Stars" }));
    }

    [Test]
    public void ClassesThatWereSaid_AreKept()
    {
        var source = Golden.At("models/mpg_adam.keras");
        using (var python = Model.Load(source))
        {
            Assert.That((python.History, python.Signature.Outputs[0].Classes), Is.EqualTo(((History?)null, (IReadOnlyList<string>?)null)));
            python.SetClasses(["thrifty", "\"thirsty\"\u0001\n\U0001F697"]);
            python.Save(_path);
        }
        using var loaded = Model.Load(_path);
        Assert.That(loaded.Signature.Outputs[0].Classes, Is.EqualTo(new[] { "thrifty", "\"thirsty\"\u0001\n\U0001F697" }));
        Assert.That(loaded.History, Is.Null);
    }

    [Test]
    public void HalfACharacter_IsTheReplacementCharacterEverywhere()
    {
        using var model = MemoryModels.Matrix();
        model.SetClasses(["a\uD83D", "b", "c"]);
        Assert.That(model.Signature.Outputs[0].Classes![0], Is.EqualTo("a\uFFFD"));
        Assert.That(() => model.SetClasses(["a\uD83D", "a\uD83E", "c"]), Throws.ArgumentException.With.Message.Contains("duplicate"));
        model.Save(_path);
        using var loaded = Model.Load(_path);
        Assert.That(loaded.Signature.Outputs[0].Classes![0], Is.EqualTo("a\uFFFD"));
    }

    [Test]
    public void ARenamedOutput_KeepsItsWords()
    {
        var (inner, last) = (new Dense(3, Activation.Relu), new Dense(3, Activation.Softmax));
        using var model = new Sequential { new Input(2), inner, last };
        model.Compile(new Adam(), Loss.SparseCategoricalCrossentropy);
        model.Fit(new float[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }, (string[])["one", "two", "three"]);
        var before = last.Name;
        // The layer gets a name that is free in both models.
        using var other = new Sequential { new Input(3), new Dense(3), new Dense(3) };
        other.Add(last);
        Assert.That(last.Name, Is.Not.EqualTo(before));
        Assert.That(model.Signature.Outputs[0].Classes, Is.EqualTo(new[] { "one", "three", "two" }));
        model.Save(_path);
        using var loaded = Model.Load(_path);
        Assert.That((loaded.Signature.Outputs[0].Name, string.Join(' ', loaded.Signature.Outputs[0].Classes!)),
            Is.EqualTo((last.Name, "one three two")));
        // With another last layer the output is another one.
        model.Add(new Dense(3));
        Assert.That(model.Signature.Outputs[0].Classes, Is.Null);
    }

    [Test]
    public void NumbersThatAreNone_Survive_InJsonThatEveryParserReads()
    {
        using var model = MemoryModels.Matrix();
        model.History = History.Of([3, 4, 5, 6],
            [new("loss", [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.1]), new("val_loss", [1e-300, -0.0])]);
        model.Save(_path);
        using (var json = JsonDocument.Parse(EditedArchive.Bytes(_path, "layers.json")))
            Assert.That(json.RootElement.GetProperty("history").GetProperty("logs").GetProperty("loss").ToString(),
                Is.EqualTo("""["NaN","Infinity","-Infinity",0.1]"""));
        using var loaded = Model.Load(_path);
        Same(loaded.History!, model.History);
    }

    [Test]
    public void AStaleEntry_KeepsNothing()
    {
        using (var model = MemoryModels.Species()) model.Save(_path);
        EditedArchive.Edit(_path, _folder.At("edited.keras"), "config.json",
            text => text.Replace("\"dense\"", "\"sense\"", StringComparison.Ordinal));
        using var loaded = Model.Load(_folder.At("edited.keras"));
        Assert.That(loaded.LoadReport!.Warnings.Single().Reason,
            Does.Contain("changed the model after it was written").And.Contain("classes"));
        Assert.That((loaded.History, loaded.Signature.Outputs[0].Classes, loaded.Signature.Outputs[0].LabelColumns),
            Is.EqualTo(((History?)null, (IReadOnlyList<string>?)null, (IReadOnlyList<string>?)null)));
    }

    [Test]
    public void AFileOfBefore_OpensAsItDid()
    {
        using var model = MemoryModels.Species();
        model.Save(_path);
        EditedArchive.Edit(_path, _folder.At("before.keras"), "layers.json", text =>
        {
            var json = (JsonObject)JsonNode.Parse(text)!;
            foreach (var key in new[] { "inputs", "outputs", "history" }) Assert.That(json.Remove(key));
            return json.ToJsonString();
        });
        using var loaded = Model.Load(_folder.At("before.keras"));
        Assert.That(loaded.LoadReport.Lines(), Is.Empty);
        Assert.That((loaded.History, loaded.Signature.Outputs[0].Classes), Is.EqualTo(((History?)null, (IReadOnlyList<string>?)null)));
        Assert.That(loaded.Signature.Inputs.Select(column => column.Name),
            Is.EqualTo(model.Signature.Inputs.Select(column => column.Name)));
        Assert.That(loaded.PredictJson(MemoryModels.Json).Values.ToArray(),
            Is.EqualTo(model.PredictJson(MemoryModels.Json).Values.ToArray()));
    }

    [TestCase("outputs", """[{"classes":["a","b"]}]""", "classes of the output", "3 units")]
    [TestCase("outputs", """[{"classes":["a","b","c","d"]}]""", "classes of the output", "3 units")]
    [TestCase("outputs", """[{"classes":["a","b","b"]}]""", "classes of the output", "duplicate")]
    [TestCase("outputs", """[{"classes":["a"," ","b"]}]""", "classes of the output", "blank")]
    [TestCase("outputs", """[{"classes":["a",1,"b"]}]""", "classes of the output", "texts alone")]
    [TestCase("outputs", """[{"classes":[1.5,2,3]}]""", "classes of the output", "integers alone")]
    [TestCase("outputs", """[{"classes":[1,2,99999999999999999999]}]""", "classes of the output", "integers alone")]
    [TestCase("outputs", """[{"classes":{"a":1}}]""", "classes of the output", "list of classes")]
    [TestCase("outputs", """[{"label_columns":[null]}]""", "columns of the labels", "text")]
    [TestCase("outputs", """[{"classes":["a","b","c"]},{}]""", "classes of the outputs", "the model has 1")]
    [TestCase("outputs", """[1]""", "classes of the outputs", "an object")]
    [TestCase("outputs", """7""", "classes of the outputs", "a list")]
    [TestCase("inputs", """[]""", "columns of the inputs", "the model has 3")]
    [TestCase("history", """{"epochs":[0],"logs":{"loss":[1,2]}}""", "history", "2 values for 1 epoch")]
    [TestCase("history", """{"epochs":[0],"logs":{"loss":["many"]}}""", "history", "a number")]
    [TestCase("history", """{"epochs":[0],"logs":{"loss":[1e999]}}""", "history", "a number")]
    [TestCase("history", """{"epochs":["a"],"logs":{}}""", "history", "number of an epoch")]
    [TestCase("history", """[]""", "history", "epochs and logs")]
    [TestCase("health_row", """{"inputs":[],"outputs":[]}""", "health row", "does not fit the inputs")]
    [TestCase("health_row", """{"inputs":[{"dtype":"float32","shape":[1,4000000000,4000000000],"values":[1]}],"outputs":[]}""", "health row",
        "a list of values that fills the shape")]
    [TestCase("health_row", """{"inputs":[{"dtype":"float32","shape":[1,-1],"values":[1]}],"outputs":[]}""", "health row", "size of an axis")]
    [TestCase("health_row", """{"inputs":[{"dtype":"float8","shape":[1,1],"values":[1]}],"outputs":[]}""", "health row", "float8")]
    [TestCase("health_row", """{"inputs":{}}""", "health row", "list of tensors")]
    [TestCase("health_row", """true""", "health row", "a row of inputs")]
    public void APartThatCannotBeRead_IsLeftOutAlone(string key, string value, string subject, string reason)
    {
        using (var model = MemoryModels.Species()) model.Save(_path, new SaveOptions { HealthRow = HealthRow.OfJson(MemoryModels.Json) });
        EditedArchive.Edit(_path, _folder.At("edited.keras"), "layers.json", text =>
        {
            var json = (JsonObject)JsonNode.Parse(text)!;
            Assert.That(json.ContainsKey(key));
            json[key] = JsonNode.Parse(value);
            return json.ToJsonString();
        });
        using var loaded = Model.Load(_folder.At("edited.keras"));
        Assert.That(loaded.LoadReport.Lines(), Has.Count.EqualTo(1));
        Assert.Multiple(() =>
        {
            Assert.That(loaded.LoadReport!.Warnings[0].Subject, Does.Contain(subject));
            Assert.That(loaded.LoadReport.Warnings[0].Reason, Does.Contain(reason).And.Not.Contain("Parameter"));
            Assert.That(loaded.LoadReport.Warnings[0].Entry, Is.EqualTo("layers.json"));
            Assert.That(loaded.History is null, Is.EqualTo(key == "history"));
            Assert.That(loaded.HealthCheck() is null, Is.EqualTo(key == "health_row"));
            Assert.That(loaded.Signature.Outputs[0].Classes is null, Is.EqualTo(key == "outputs"));
            Assert.That(loaded.Signature.Inputs, Has.Count.EqualTo(3));
            Assert.That(loaded.PredictJson(MemoryModels.Json).Values.Length, Is.EqualTo(3));
        });
    }

    [Test]
    public void OneColumn_GoesIntoOneInput()
    {
        var space = new FeatureSpace { { "Island/place", new OneHotEncoding() }, { "Sex", new OneHotEncoding() } };
        space.Adapt(Table.Of(Column.Text("Island/place", "Dream", "Biscoe"), Column.Text("Sex", "F", "M")));
        using (var model = new Functional(space.Inputs, [new Dense(1).Apply(space.Encoded)])) model.Save(_path);
        using (var whole = Model.Load(_path))
            Assert.That(whole.Inputs.Select(input => input.Column), Is.EqualTo(new[] { "Island/place", "Sex" }));
        EditedArchive.Edit(_path, _folder.At("edited.keras"), "layers.json",
            text => text.Replace("\"column\":\"Sex\"", "\"column\":\"Island/place\"", StringComparison.Ordinal));
        using var loaded = Model.Load(_folder.At("edited.keras"));
        Assert.That(loaded.LoadReport!.Warnings.Single().Reason, Does.Contain("'Island/place' goes into two inputs"));
        Assert.That(loaded.Inputs.Select(input => input.Column), Is.All.Null);
    }

    [Test]
    public void TheLastFitThatEnded_IsTheHistory()
    {
        using var model = MemoryModels.Matrix();
        var first = model.History!;
        Assert.That(first["loss"], Has.Count.EqualTo(3));
        using var stop = new CancellationTokenSource();
        Assert.That(() => model.Fit(new float[,] { { 1, 2 } }, (string[])["one"], callbacks: [new WhenTrainingBegins(stop.Cancel)],
            cancellation: stop.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(model.History, Is.SameAs(first));
        var last = model.Fit([((TensorData)new float[,] { { 1, 2 } }, (TensorData)new long[] { 1 })]);
        Assert.That(model.History, Is.SameAs(last));
    }

    [Test]
    public void AFileThatACallbackSaves_HasTheClasses_AndATrainingThatIsStoppedKeepsThem()
    {
        using var model = new Sequential { new Input(2), new Dense(3, Activation.Softmax) };
        model.Compile(new Adam(), Loss.SparseCategoricalCrossentropy);
        using var stop = new CancellationTokenSource();
        Assert.That(() => model.Fit(new float[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }, (string[])["one", "two", "three"], epochs: 2,
            callbacks: [new ModelCheckpoint(_path), new WhenEpochEnds(stop.Cancel)], cancellation: stop.Token),
            Throws.InstanceOf<OperationCanceledException>());
        using var loaded = Model.Load(_path);
        Assert.That(loaded.Signature.Outputs[0].Classes, Is.EqualTo(new[] { "one", "three", "two" }));
        Assert.That(model.Signature.Outputs[0].Classes, Is.EqualTo(new[] { "one", "three", "two" }));
    }

    [Test]
    public void AFitThatNeverBegan_TeachesNoClasses()
    {
        using var model = new Sequential { new Input(2), new Dense(3, Activation.Softmax) };
        model.Compile(new Adam(), Loss.SparseCategoricalCrossentropy);
        Assert.That(() => model.Fit(new float[,] { { 1, 2 }, { 3, float.NaN }, { 5, 6 } }, (string[])["one", "two", "three"]),
            Throws.ArgumentException);
        Assert.That((model.Signature.Outputs[0].Classes, model.History), Is.EqualTo(((IReadOnlyList<string>?)null, (History?)null)));
    }

    private static void Same(History actual, History expected)
    {
        Assert.That(actual.Epochs, Is.EqualTo(expected.Epochs));
        Assert.That(actual.Keys, Is.EqualTo(expected.Keys));
        foreach (var (name, values) in expected)
            Assert.That(actual[name].Select(BitConverter.DoubleToInt64Bits), Is.EqualTo(values.Select(BitConverter.DoubleToInt64Bits)),
                name);
    }

    private sealed class WhenEpochEnds(Action what) : Callback
    {
        public override void OnEpochEnd(TrainingRun run, int epoch, IDictionary<string, double> logs) => what();
    }
}
