using Layers.Graphs;

namespace Layers.PublicApi.Tests;

/// <summary>A custom scaler has all abilities of the library's scalers.</summary>
public sealed class CustomScalerTests
{
    private static readonly float[,] s_rows = { { 1_000_000, 5 }, { 1_000_003, 5 }, { 1_000_001, 5 } };

    private string _file = "";

    [OneTimeSetUp]
    public void Register()
    {
        LayerRegistry.Register<HalfRange>("stranger");
        LayerRegistry.Register<Softened>("stranger");
        LayerRegistry.Register<DividedByLargest>("stranger");
    }

    [SetUp]
    public void ChooseFile() => _file = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}.keras");

    [TearDown]
    public void DeleteFile() => File.Delete(_file);

    [Test]
    public void ItAdapts_IsSaved_IsRestored_AndInverts()
    {
        var (scaling, back) = (new HalfRange(), new HalfRange(invert: true));
        scaling.Adapt(s_rows);
        back.Adapt(s_rows);
        using var model = new Sequential { new Input(2), scaling };
        float[,] y = model.Predict(s_rows);
        Assert.That(y, Is.EqualTo(new float[,] { { -1, 0 }, { 1, 0 }, { -1 / 3f, 0 } }).Within(1e-6f));
        Assert.That(back.Predict(y).ToArray<float>(), Is.EqualTo(s_rows.Cast<float>()));

        model.Save(_file);
        using var loaded = Model.Load(_file);
        Assert.That(loaded.LoadReport!.Warnings, Is.Empty);
        Assert.That(loaded.Layers[0], Is.TypeOf<HalfRange>());
        Assert.That((float[,])loaded.Predict(s_rows), Is.EqualTo(y));
        Assert.That(((HalfRange)loaded.Layers[0]).Report!.Features[0].Maximum, Is.EqualTo(1_000_003));
        scaling.Update(new float[,] { { 1_000_009, 5 } });
        Assert.That(((float[,])model.Predict(s_rows))[1, 0], Is.EqualTo(-1 / 3f).Within(1e-6f));
    }

    [Test]
    public void WithoutItsClass_TheFilePredictsTheSame()
    {
        var scaling = new Softened();
        scaling.Adapt(s_rows);
        using var model = new Sequential { new Input(2), scaling };
        model.Save(_file);
        // Python does not write the entry that names the class.
        using (var archive = System.IO.Compression.ZipFile.Open(_file, System.IO.Compression.ZipArchiveMode.Update))
            archive.GetEntry("layers.json")!.Delete();
        using var stock = Model.Load(_file);
        Assert.That(stock.Layers.Select(layer => layer.GetType().Name), Does.Not.Contain(nameof(Softened)));
        Assert.That((float[,])stock.Predict(s_rows), Is.EqualTo((float[,])model.Predict(s_rows)).Within(1e-6f));
    }

    [Test]
    public void AnOperatorThatFilesHaveNothingFor_IsRefusedByName_BeforeAnythingIsWritten()
    {
        var scaling = new DividedByLargest();
        scaling.Adapt(s_rows);
        using var model = new Sequential { new Input(2), scaling };
        Assert.That(() => model.Save(_file),
            Throws.TypeOf<LayerException>().With.Message.Contains("divided_by_largest").And.Message.Contains("ReduceMax")
            .And.Message.Contains("Maximum").Or.Message.Contains("Max"));
        Assert.That(File.Exists(_file), Is.False);
    }

    [Test]
    public void AnInverseThatIsNotThere_IsRefused()
    {
        var scaling = new Softened(invert: true);
        Assert.That(() => scaling.Apply(Ops.Input("x", ["batch", 2])), Throws.TypeOf<LayerException>().With.Message.Contains("Inverse"));
    }

    /// <summary>A formula other than a shift and a factor.</summary>
    private sealed class Softened(bool invert = false, string? name = null) : FeatureTransform(invert, name), ISavable<Softened>
    {
        protected override IReadOnlyList<LearnedNumber> Numbers => [new("mean")];

        protected override IReadOnlyList<double> Fit(FeatureReport feature) => [feature.Mean];

        protected override Value Transform(Value x, IReadOnlyList<Value> numbers) => Ops.Tanh(Centred(x, numbers[0]) / 2);

        public void WriteConfig(ConfigWriter config) => WriteNumbers(config);

        public static Softened FromConfig(ConfigReader config) => ReadNumbers(new Softened(name: config.Name), config);
    }

    private sealed class DividedByLargest(string? name = null) : FeatureTransform(name: name), ISavable<DividedByLargest>
    {
        protected override IReadOnlyList<LearnedNumber> Numbers => [new("mean")];

        protected override IReadOnlyList<double> Fit(FeatureReport feature) => [feature.Mean];

        protected override Value Transform(Value x, IReadOnlyList<Value> numbers) => x / Ops.ReduceMax(x, [-1]);

        public void WriteConfig(ConfigWriter config) => WriteNumbers(config);

        public static DividedByLargest FromConfig(ConfigReader config) => ReadNumbers(new DividedByLargest(config.Name), config);
    }
}
