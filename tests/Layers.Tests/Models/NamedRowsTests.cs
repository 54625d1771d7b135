namespace Layers.Tests;

/// <summary>Named rows are matched by name, in any order, in every call; matrices are matched by position.</summary>
public sealed class NamedRowsTests
{
    private static readonly float[,] s_rows = { { 50, 2, 30, 100 }, { 80, 3, 10, 190 }, { 120, 5, 2, 300 }, { 65, 2, 20, 140 } };

    private static readonly string[] s_columns = ["size", "rooms", "age", "price"];

    private static MemorySource Homes => new(s_columns, s_rows);

    [Test]
    public void Fit_AndEvaluate_TakeColumnsInAnyOrder()
    {
        var (straight, mixed) = (Model(), Model());
        History Fit(Sequential model, params string[] columns) =>
            model.Fit(Homes.Select(columns).Examples(["price"], batchSize: 2, window: 1), epochs: 3);
        Assert.That(Fit(mixed, "age", "rooms", "price", "size")["loss"],
            Is.EqualTo(Fit(straight, "size", "rooms", "age", "price")["loss"]));
        Assert.That(mixed.Predict(new float[,] { { 70, 3, 12 } }), Is.EqualTo(straight.Predict(new float[,] { { 70, 3, 12 } })));

        double Evaluated(params string[] columns) => straight.Evaluate(Homes.Select(columns).Examples(["price"], window: 1))["loss"];
        Assert.That(Evaluated("rooms", "price", "age", "size"), Is.EqualTo(Evaluated("size", "rooms", "age", "price")));
    }

    [Test]
    public void Update_Adapt_AndCheck_TakeColumnsInAnyOrder()
    {
        var (straight, mixed) = (Adapted(), Adapted());
        straight.Update(Homes.Select("size", "rooms", "age"));
        mixed.Update(Homes.Select("age", "size", "rooms"));
        Assert.That(mixed.Report!.ToString(), Is.EqualTo(straight.Report!.ToString()));
        mixed.Adapt(Homes.Select("rooms", "age", "size"));
        Assert.That(mixed.Report!.ToString(), Is.EqualTo(Adapted().Report!.ToString()));
        mixed.Update(new float[,] { { 2, 30, 50 } }, featureNames: ["rooms", "age", "size"]);
        straight = Adapted();
        straight.Update(new float[,] { { 50, 2, 30 } });
        Assert.That(mixed.Report!.ToString(), Is.EqualTo(straight.Report!.ToString()));

        // The features of examples are columns too, without the labels.
        (straight, mixed) = (Adapted(), Adapted());
        straight.Update(Homes.Examples(["price"]));
        mixed.Update(Homes.Select("age", "price", "size", "rooms").Examples(["price"]));
        Assert.That(straight.Report!.Rows, Is.EqualTo(8));
        Assert.That(mixed.Report!.ToString(), Is.EqualTo(straight.Report!.ToString()));
        mixed.Adapt(Homes.Select("rooms", "age", "price", "size").Examples(["price"]));
        Assert.That(mixed.Report!.ToString(), Is.EqualTo(Adapted().Report!.ToString()));

        using var model = Model();
        Assert.That(model.Check(Homes.Select("age", "size", "rooms")).ToString(),
            Is.EqualTo(model.Check(new float[,] { { 50, 2, 30 }, { 80, 3, 10 }, { 120, 5, 2 }, { 65, 2, 20 } }).ToString()));
        var report = model.Adapt(Homes.Select("age", "size", "rooms"));
        Assert.That(report.ToString(), Is.EqualTo(Model().Adapt(Homes.Select("size", "rooms", "age")).ToString()));
    }

    [Test]
    public void NamesGoOn_ThroughLayersThatKeepFeaturesInPlace()
    {
        var (imputation, normalization) = (new Imputation(), new Normalization());
        using var model = new Sequential { new Input(3), imputation, new Rescaling(0.5), normalization, new Dense(1) };
        model.Adapt(Homes.Select("size", "rooms", "age"));
        Assert.That(normalization.State!.FeatureNames, Is.EqualTo(new[] { "size", "rooms", "age" }));
    }

    [Test]
    public void NamesAreRestoredFromTheFile()
    {
        using var folder = new TempFolder();
        using var model = Model();
        model.Save(folder.At("model.keras"));
        using var loaded = Layers.Model.Load(folder.At("model.keras"));
        Assert.That(loaded.Evaluate(Homes.Select("price", "age", "rooms", "size").Examples(["price"], window: 1)),
            Is.EqualTo(model.Evaluate(Homes.Examples(["price"], window: 1))));
    }

    [TestCase("a missing one", "size", "age", "price", "have no column 'rooms', to which it was adapted")]
    [TestCase("a misspelt one", "size", "roms", "age", "price", "no column 'rooms', to which it was adapted. Did you mean 'roms'?")]
    [TestCase("an unknown one", "size", "rooms", "age", "ages", "price", "was not adapted to a column 'ages'. Did you mean 'age'?")]
    [TestCase("another case", "Size", "rooms", "age", "price", "no column 'size', to which it was adapted. Did you mean 'Size'?")]
    public void AWrongName_IsRefusedWithTheNearest(string _, params string[] columnsAndFault)
    {
        var (columns, fault) = (columnsAndFault[..^1], columnsAndFault[^1]);
        var source = new MemorySource(columns, new float[3, columns.Length]);
        using var model = Model();
        Refused(() => model.Fit(source.Examples(["price"])));
        Refused(() => model.Evaluate(source.Examples(["price"])));
        Assert.That(model.Optimizer!.Iterations, Is.Zero);
        var features = source.Select([.. columns.Except(["price"])]);
        Refused(() => Adapted().Update(features));
        Refused(() => Adapted().Adapt(features));
        if (columns.Length == 4)
        {
            Refused(() => model.Check(features));
            Refused(() => model.Adapt(features));
        }

        void Refused(Func<object> act) => Assert.That(() => { act(); }, Throws.ArgumentException.With.Message.Contains(fault));
    }

    [Test]
    public void MatricesGoByPosition()
    {
        using var model = Model();
        Assert.That(() => model.Fit(new float[,] { { 1, 2, 3 } }, new float[,] { { 1 } }), Throws.Nothing);
        Assert.That(() => model.Fit(new[] { ((TensorData)new float[,] { { 1, 2, 3 } }, (TensorData)new float[,] { { 1 } }) }),
            Throws.Nothing);
    }

    [Test]
    public void Select_OfASource_NamesWhatIsWrong()
    {
        Assert.That(Homes.Select("age", "size").ReadBatches().Single().ToArray<float>(),
            Is.EqualTo(new float[] { 30, 50, 10, 80, 2, 120, 20, 65 }));
        Assert.That(() => Homes.Select("rom"), Throws.ArgumentException.With.Message.Contains("'rom'").And.Message.Contains("'rooms'"));
        Assert.That(() => Homes.Select("age", "age"), Throws.ArgumentException.With.Message.Contains("twice"));
        Assert.That(() => Homes.Select(), Throws.ArgumentException.With.Message.Contains("no column"));
    }

    private static Normalization Adapted()
    {
        var layer = new Normalization();
        layer.Adapt(Homes.Select("size", "rooms", "age"));
        return layer;
    }

    private static Sequential Model()
    {
        var model = new Sequential(seed: 4) { new Input(3), Adapted(), new Dense(1) };
        model.Compile(new Adam(0.05), Loss.MeanSquaredError);
        return model;
    }

    private sealed class MemorySource(string[] columns, float[,] rows) : RowSource
    {
        public override string Description => "homes";

        public override IReadOnlyList<string> Columns => columns;

        public override IEnumerable<TensorData> ReadBatches(int batchSize = 1 << 16, CancellationToken cancellation = default) => [rows];
    }
}
