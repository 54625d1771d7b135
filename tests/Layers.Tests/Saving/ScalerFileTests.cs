using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>Layers that Keras does not have: files store them as stock layers, and loading restores the original layers.</summary>
public sealed class ScalerFileTests
{
    private static readonly TensorData s_rows = SampleData.Of([9, 3], DType.Float32, seed: 11);

    private TempFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TempFolder();

    [TearDown]
    public void Delete() => _folder.Dispose();

    private static IEnumerable<TestCaseData> Models =>
        ScalerModels.All.Select(pair => new TestCaseData(pair.Value).SetArgDisplayNames(pair.Key));

    [TestCaseSource(nameof(Models))]
    public void ItIsRestored_AndWithoutTheEntry_AsStockLayersThatPredictTheSame(object make)
    {
        using var model = ((Func<Model>)make)();
        model.Save(_folder.At("model.keras"));
        using (var again = Model.Load(_folder.At("model.keras")))
        {
            Assert.That(again.LoadReport!.Warnings, Is.Empty);
            Assert.That(All(again).Select(layer => (layer.Path, layer.GetType())),
                Is.EqualTo(All(model).Select(layer => (layer.Path, layer.GetType()))));
            Assert.That(Mismatch.OfBits("again", again.Predict(s_rows), model.Predict(s_rows)), Is.Empty);
            foreach (var (ours, theirs) in All(again).OfType<FeatureTransform>().Zip(All(model).OfType<FeatureTransform>()))
            {
                Assert.That(ours.Weights.Zip(theirs.Weights)
                    .SelectMany(pair => Mismatch.OfBits(pair.First.Name, pair.First.Value, pair.Second.Value)), Is.Empty);
                if (theirs.Report is not null)
                    Assert.That((ours.Report!.ToString(), ours.MissingValues),
                        Is.EqualTo((theirs.Report.ToString(), theirs.MissingValues)));
            }
            again.Save(_folder.At("twice.keras"));
            Assert.That(EditedArchive.Text(_folder.At("twice.keras"), "config.json"),
                Is.EqualTo(EditedArchive.Text(_folder.At("model.keras"), "config.json")));
            Assert.That(EditedArchive.Text(_folder.At("twice.keras"), "layers.json"),
                Is.EqualTo(EditedArchive.Text(_folder.At("model.keras"), "layers.json")));
        }

        EditedArchive.Edit(_folder.At("model.keras"), _folder.At("without.keras"), "layers.json", _ => null);
        using var stock = Model.Load(_folder.At("without.keras"));
        Assert.That(stock.LoadReport!.Warnings, Is.Empty);
        Assert.That(All(stock).Where(layer => layer is IWrittenAsStock), Is.Empty);
        Assert.That(Mismatch.Of("stock", stock.Predict(s_rows), model.Predict(s_rows)), Is.Empty);
        stock.Save(_folder.At("stock.keras"));
        Assert.That(EditedArchive.Text(_folder.At("stock.keras"), "config.json"),
            Is.EqualTo(EditedArchive.Text(_folder.At("model.keras"), "config.json")));
    }

    [Test]
    public void NothingInTheConfig_IsUnknownToKeras()
    {
        foreach (var (name, make) in ScalerModels.All)
        {
            using var model = make();
            model.Save(_folder.At("model.keras"));
            Assert.That(EditedArchive.Text(_folder.At("model.keras"), "config.json"),
                Does.Not.Contain("Scaling\"").And.Not.Contain("Clipping\"").And.Not.Contain("Layers>"), name);
        }
    }

    [Test]
    public void AnAffineScaler_IsAShift_ThenAFactor_WithEveryDigit()
    {
        using var model = ScalerModels.All["min_max"]();
        model.Save(_folder.At("model.keras"));
        var scaling = (MinMaxScaling)model.Layers[0];
        var entry = JsonNode.Parse(EditedArchive.Text(_folder.At("model.keras"), "config.json"))!["config"]!["layers"]![1]!;
        Assert.That(((string)entry["class_name"]!, (string)entry["config"]!["name"]!), Is.EqualTo(("Sequential", "min_max_scaling")));
        JsonNode[] line = [.. entry["config"]!["layers"]!.AsArray().Skip(1).Select(layer => layer!)];
        Assert.That(line.Select(layer => (string)layer["class_name"]!), Is.EqualTo(new[] { "Rescaling", "Rescaling" }));
        Assert.That((double)line[0]["config"]!["scale"]!, Is.EqualTo(1));
        Assert.That(line[0]["config"]!["offset"]!.AsArray().Select(number => (double)number!),
            Is.EqualTo(scaling.DataMin!.ToArray<double>().Select(least => -least)));
        Assert.That(line[1]["config"]!["scale"]!.AsArray().Select(number => (double)number!),
            Is.EqualTo(scaling.DataRange!.ToArray<double>().Select(range => 1 / range)));
        Assert.That((double)line[1]["config"]!["offset"]!, Is.Zero);
    }

    [Test]
    public void AStaleEntry_LeavesStockLayers_AndSaysSo()
    {
        using var model = ScalerModels.All["clipped"]();
        model.Save(_folder.At("model.keras"));
        EditedArchive.Edit(_folder.At("model.keras"), _folder.At("edited.keras"), "config.json",
            text => text.Replace("\"trainable\":true", "\"trainable\": true", StringComparison.Ordinal));
        using var loaded = Model.Load(_folder.At("edited.keras"));
        Assert.That(loaded.LoadReport.Lines().Single(), Does.Contain("changed the model after it was written").And.Contain("stock layers"));
        Assert.That(loaded.Layers[0], Is.TypeOf<Sequential>());
        Assert.That(Mismatch.Of("stock", loaded.Predict(s_rows), model.Predict(s_rows)), Is.Empty);
    }

    [TestCase("\"class\":\"Layers\\u003EMinMaxScaling\"", "\"class\":\"Dense\"", "Dense")]
    [TestCase("\"class\":\"Layers\\u003EMinMaxScaling\"", "\"class\":\"Layers\\u003ENothing\"", "Layers>Nothing")]
    [TestCase("\"clip\":true", "\"clip\":7", "clip")]
    [TestCase("\"feature_range\":[", "\"feature_range\":[1,", "feature_range")]
    [TestCase("\"range\":[", "\"range\":[1.0,", "range")]
    [TestCase("\"rows\":64", "\"rows\":-1", "rows")]
    public void AnEntryThatMakesNoLayer_LeavesStockLayers_AndSaysSo(string from, string to, string reason)
    {
        using var model = ScalerModels.All["clipped"]();
        model.Save(_folder.At("model.keras"));
        EditedArchive.Edit(_folder.At("model.keras"), _folder.At("edited.keras"), "layers.json", text =>
        {
            Assert.That(text, Does.Contain(from));
            return text.Replace(from, to, StringComparison.Ordinal);
        });
        using var loaded = Model.Load(_folder.At("edited.keras"));
        Assert.That(loaded.LoadReport.Lines().Single(), Does.Contain("layers.json").And.Contain(reason));
        Assert.That(Mismatch.Of("stock", loaded.Predict(s_rows), model.Predict(s_rows)), Is.Empty);
    }

    private static IEnumerable<TestCaseData> Learners =>
        new (string Name, Func<FeatureTransform> Make)[]
        {
            ("min-max", () => new MinMaxScaling(name: "scaler")),
            ("clipped min-max", () => new MinMaxScaling(clip: true, name: "scaler")),
            ("max-abs", () => new MaxAbsScaling(name: "scaler")),
            ("decimal", () => new DecimalScaling(name: "scaler")),
            ("robust", () => new RobustScaling(name: "scaler")),
            ("power", () => new PowerTransform(name: "scaler")),
            ("quantiles", () => new QuantileTransform(4, name: "scaler")),
            ("imputation", () => new Imputation(name: "scaler")),
        }.Select(learner => new TestCaseData(learner.Make).SetArgDisplayNames(learner.Name));

    [TestCaseSource(nameof(Learners))]
    public void WeightsAlone_GiveBackWhatWasLearned(object make)
    {
        using var model = Learner(make, s_rows);
        using var other = Learner(make, new float[,] { { 1, 20, -300 }, { 2, 25, 400 }, { 4, 28, 0 } });
        using var unadapted = Learner(make, null);
        TensorData rows = new float[,] { { 0.5f, float.NaN, 3 }, { -1, 2, 0.25f } };
        Assert.That(Mismatch.OfBits("before", other.Predict(rows), model.Predict(rows)), Is.Not.Empty);
        model.SaveWeights(_folder.At("model.weights.h5"));
        foreach (var taker in new[] { other, unadapted })
        {
            Assert.That(taker.LoadWeights(_folder.At("model.weights.h5")).Warnings, Is.Empty);
            Assert.That(Mismatch.OfBits("after", taker.Predict(rows), model.Predict(rows)), Is.Empty);
        }
    }

    [Test]
    public void WeightsWithoutLearnedValues_KeepThem_AndReportIt()
    {
        using var model = ScalerModels.All["functional"]();
        using var other = ScalerModels.All["functional"]();
        model.Save(_folder.At("model.keras"));
        var range = All(other).OfType<MinMaxScaling>().First().DataRange;
        Assert.That(other.LoadWeights(_folder.At("model.keras")).Warnings.Select(warning => warning.ToString()),
            Has.Some.Contains("MinMaxScaling)").And.All.Contains("The layer is unchanged"));
        Assert.That(All(other).OfType<MinMaxScaling>().First().DataRange, Is.SameAs(range));
    }

    private static Sequential Learner(object make, TensorData? rows)
    {
        var layer = ((Func<FeatureTransform>)make)();
        if (rows is not null) layer.Adapt(rows);
        return new() { new Input(3), layer, new Dense(1, kernelInitializer: Initializer.Ones) };
    }

    [Test]
    public void ACompiledModel_TrainsOnAfterLoading()
    {
        using var model = ScalerModels.All["sequential"]();
        model.Compile(new Adam(), Loss.MeanSquaredError);
        model.Fit(s_rows, new float[9, 1], epochs: 2, batchSize: 3, shuffle: false);
        model.Save(_folder.At("model.keras"));
        using var again = Model.Load(_folder.At("model.keras"));
        var history = again.Fit(s_rows, new float[9, 1], epochs: 2, batchSize: 3, shuffle: false);
        Assert.That(history["loss"],
            Is.EqualTo(model.Fit(s_rows, new float[9, 1], epochs: 2, batchSize: 3, shuffle: false)["loss"]).Within(1e-6));
    }

    [TestCase("log")]
    [TestCase("deep_line")]
    [TestCase("quantiles")]
    public void ASequentialModelWithOperations_IsRestored_AndTrainsOn(string name)
    {
        using var model = (Sequential)ScalerModels.All[name]();
        var y = model.Predict(s_rows);
        model.Compile(new Adam(), Loss.MeanSquaredError, Metric.MeanAbsoluteError);
        model.Fit(s_rows, y, epochs: 2, batchSize: 3, shuffle: false);
        model.Save(_folder.At("model.keras"));
        var config = JsonNode.Parse(EditedArchive.Text(_folder.At("model.keras"), "config.json"))!;
        Assert.That(((string)config["class_name"]!, config["compile_config"] is JsonObject), Is.EqualTo(("Functional", true)));
        using var again = Model.Load(_folder.At("model.keras"));
        Assert.That(again, Is.TypeOf<Sequential>());
        Assert.That(again.LoadReport!.Warnings, Is.Empty);
        Assert.That((again.Name, again.Optimizer!.GetType()), Is.EqualTo((model.Name, typeof(Adam))));
        Assert.That(again.Fit(s_rows, y, epochs: 2, batchSize: 3, shuffle: false)["loss"],
            Is.EqualTo(model.Fit(s_rows, y, epochs: 2, batchSize: 3, shuffle: false)["loss"]).Within(1e-6));
        again.SaveWeights(_folder.At("again.weights.h5"));
        Assert.That(model.LoadWeights(_folder.At("again.weights.h5")).Warnings, Is.Empty);
        Assert.That(Mismatch.OfBits("weights", model.Predict(s_rows), again.Predict(s_rows)), Is.Empty);
    }

    [TestCase("\"lines\":[\"\"", "\"lines\":[null", "null")]
    [TestCase("\"signs\":[", "\"signs\":[1.0,", "signs")]
    [TestCase("\"method\":\"yeo_johnson\"", "\"method\":\"manly\"", "manly")]
    public void AnEntryThatMakesNoTransform_LeavesStockLayers_AndSaysSo(string from, string to, string reason)
    {
        using var model = ScalerModels.All["power"]();
        model.Save(_folder.At("model.keras"));
        EditedArchive.Edit(_folder.At("model.keras"), _folder.At("edited.keras"), "layers.json", text =>
        {
            Assert.That(text, Does.Contain(from));
            return text.Replace(from, to, StringComparison.Ordinal);
        });
        using var loaded = Model.Load(_folder.At("edited.keras"));
        Assert.That(loaded, Is.TypeOf<Functional>());
        Assert.That(loaded.LoadReport.Lines().Single(), Does.Contain("layers.json").And.Contain(reason));
        Assert.That(Mismatch.Of("stock", loaded.Predict(s_rows), model.Predict(s_rows)), Is.Empty);
    }

    [Test]
    public void ATableOfFractions_IsRefusedByName()
    {
        var layer = new Priced();
        layer.Adapt(s_rows);
        using var model = new Sequential { new Input(3), layer };
        Assert.That(() => model.Save(_folder.At("model.keras")),
            Throws.TypeOf<LayerException>().With.Message.Contains("none for the operator LabelEncoder. Write the formula with "));
    }

    // A stock layer that concatenates columns would round them to its own type.
    [Test]
    public void ColumnsThatAreJoined_KeepEveryDigit_InFloat64([Values] bool isOfCategories)
    {
        AdaptiveLayer layer = isOfCategories
            ? new TargetEncoding(dtype: DTypePolicy.Float64)
            : new Spline(4, 3, extrapolation: SplineExtrapolation.Periodic, dtype: DTypePolicy.Float64);
        var rows = isOfCategories ? TensorData.Of([.. Enumerable.Range(0, 60).Select(i => (long)(i * i % 7))], [30, 2])
            : SampleData.Of([30, 2], DType.Float64, seed: 5);
        layer.Adapt(rows, labels: layer.NeedsLabels ? SampleData.Of([30], DType.Float64, seed: 3) : null);
        using var model = new Sequential { new Input([2], rows.Type), layer };
        model.Save(_folder.At("model.keras"));
        EditedArchive.Edit(_folder.At("model.keras"), _folder.At("without.keras"), "layers.json", _ => null);
        using var stock = Model.Load(_folder.At("without.keras"));
        var (ours, theirs) = (model.Predict(rows), stock.Predict(rows));
        Assert.That(theirs.Type, Is.EqualTo(DType.Float64));
        Assert.That(theirs.ToArray<double>(), Is.EqualTo(ours.ToArray<double>()).Within(1e-13));
    }

    [TestCase("\"class_name\":\"Log1p\"", "\"class_name\":\"Arcsin\"", "Arcsin")]
    [TestCase("\"class_name\":\"Log1p\"", "\"class_name\":\"Maximum\"", "2 arguments")]
    public void AnOperationThatIsNotKnown_IsRefused(string from, string to, string reason)
    {
        using var model = ScalerModels.All["log"]();
        model.Save(_folder.At("model.keras"));
        EditedArchive.Edit(_folder.At("model.keras"), _folder.At("edited.keras"), "config.json",
            text => text.Replace(from, to, StringComparison.Ordinal));
        Assert.That(() => Model.Load(_folder.At("edited.keras")), Throws.TypeOf<InvalidDataException>().With.Message.Contains(reason));
    }

    private static IEnumerable<Layer> All(Layer layer) => layer.Children.SelectMany(All).Prepend(layer);

    /// <summary>A layer that looks up fractions; tables in files have whole numbers.</summary>
    private sealed class Priced() : FeatureTransform(), ISavable<Priced>
    {
        protected override IReadOnlyList<LearnedNumber> Numbers => [new("mean")];

        protected override IReadOnlyList<double> Fit(FeatureReport feature) => [feature.Mean];

        protected override Value Transform(Value x, IReadOnlyList<Value> numbers) =>
            Ops.Cast(Ops.LabelEncoder(Ops.Cast(x, DType.Int64), TensorData.Of(new[] { 1L, 2 }), TensorData.Of(new[] { 0.5f, 1.5f }),
                TensorData.Scalar(0f)), x.Type) - numbers[0];

        public void WriteConfig(ConfigWriter config) => WriteNumbers(config);

        public static Priced FromConfig(ConfigReader config) => ReadNumbers(new Priced(), config);
    }
}
