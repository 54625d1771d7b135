using Layers.Graphs;
using Microsoft.ML;
using Microsoft.ML.Data;
using static Layers.DataView.Tests.FromMlNet.MlNet;

namespace Layers.DataView.Tests.FromMlNet;

/// <summary>Columns and rows.</summary>
internal static class ColumnRows
{
    private static readonly Bird[] s_birds =
    [
        new() { Island = "Dream", Mass = 3350, Age = 2 },
        new() { Island = "Biscoe", Mass = 4200, Age = 3 },
        new() { Island = "Dream", Mass = float.NaN, Age = 1 },
    ];

    public static IReadOnlyList<PageRow> All { get; } =
    [
        new("LoadFromEnumerable", Load),
        new("Concatenate", Concatenate),
        new("SelectColumns", Select),
        new("ConvertType", Convert),
        new("Expression", Expression),
        new("TrainTestSplit", Split),
        new("CrossValidationSplit", Folds),
    ];

    private static IDataView View => Context.Data.LoadFromEnumerable(s_birds);

    private static void Load()
    {
        var table = new DataViewSource(View).ToTable();
        Assert.That(table.Columns, Is.EqualTo(new[] { "Island", "Mass", "Age" }));
        Assert.That(table.Texts("Island"), Is.EqualTo(View.GetColumn<string>("Island")));
        // Both libraries have NaN as the only missing float.
        Assert.That(table.Numbers("Mass"), Is.EqualTo(View.GetColumn<float>("Mass").Select(mass => (double)mass)));
        Assert.That(table["Mass"].IsMissing(2));
    }

    private static void Concatenate()
    {
        var theirs = Transforms.Conversion.ConvertType("Age", outputKind: DataKind.Single)
            .Append(Transforms.Concatenate("Out", "Mass", "Age")).Fit(View).Transform(View);
        var space = new FeatureSpace { { ["Mass", "Age"], new Rescaling(1) } };
        var table = new DataViewSource(View).Select("Mass", "Age").ToTable();
        space.Adapt(table);
        var ours = space.Predict(space.InputsOf(table)).Values.Single();
        AreAlike(Rows(ours), Vectors(theirs));
    }

    private static void Select()
    {
        var theirs = Transforms.SelectColumns("Age", "Mass").Fit(View).Transform(View);
        Assert.That(new DataViewSource(View).Select("Age", "Mass").Columns, Is.EqualTo(theirs.Schema.Select(column => column.Name)));
        // Within a model, columns are selected by position.
        AreAlike(Ours(Numbers, new ColumnSelection(1)), [.. Numbers.Select(row => row[1..])]);
    }

    private static void Convert()
    {
        var theirs = Transforms.Conversion.ConvertType("Out", "Age", DataKind.Single).Fit(View).Transform(View);
        // A source converts to the requested type.
        var ours = new DataViewSource(View).ToTable()["Age"].ToTensor(DType.Float32);
        Assert.That(ours.ToArray<float>(), Is.EqualTo(theirs.GetColumn<float>("Out")));
    }

    private static void Expression()
    {
        var theirs = Transforms.Expression("Out", "x => log(x + 1)", "Mass").Fit(View).Transform(View).GetColumn<float>("Out").Take(2);
        TensorData mass = new float[,] { { 3350 }, { 4200 } };
        Assert.That(new LogScaling().Predict(mass).ToArray<float>(), Is.EqualTo(theirs).Within(1e-5));
        // Any formula can be a custom layer.
        Assert.That(new LogOfOneMore().Predict(mass).ToArray<float>(), Is.EqualTo(theirs).Within(1e-5));
    }

    private static void Split()
    {
        var view = Context.Data.LoadFromEnumerable(Enumerable.Range(0, 100)
            .Select(i => new Bird { Mass = i, Island = i % 4 == 0 ? "Dream" : "Biscoe" }));
        var theirs = Context.Data.TrainTestSplit(view, testFraction: 0.2, seed: 1);
        var (training, test) = new DataViewSource(view).ToTable().Split(0.8, stratify: "Island", seed: 1);
        Assert.That(theirs.TrainSet.GetColumn<float>("Mass").Count(), Is.Not.EqualTo(80).And.InRange(70, 90));
        Assert.That((training.RowCount, test.RowCount, test.Texts("Island").Count(island => island == "Dream")), Is.EqualTo((80, 20, 5)));
    }

    private static void Folds()
    {
        var view = Context.Data.LoadFromEnumerable(Enumerable.Range(0, 100).Select(i => new Bird { Mass = i, Age = i / 4 }));
        var theirs = Context.Data.CrossValidationSplit(view, numberOfFolds: 5)
            .Select(fold => fold.TestSet.GetColumn<float>("Mass").ToArray()).ToArray();
        Assert.That(theirs.SelectMany(mass => mass), Is.EquivalentTo(Enumerable.Range(0, 100).Select(i => (float)i)));

        Table rows = new DataViewSource(view).Select("Mass", "Age").ToTable();

        #region folds
        var losses = new List<double>();
        for (var round = 0; round < 5; round++)
        {
            var (training, test) = rows.Split(0.8, seed: round);
            using var space = new FeatureSpace { { "Mass", new Normalization() } };
            space.Adapt(training);                              // from the rows of training alone
            using var model = new Sequential(seed: round) { space, new Dense(1) };
            model.Compile(new Adam(0.1), Loss.MeanAbsoluteError);
            model.Fit(training, "Age", epochs: 20);
            losses.Add(model.Evaluate(test)["loss"]);
        }
        double mean = losses.Average();
        #endregion

        Assert.That(losses, Has.Count.EqualTo(5).And.Unique);
        Assert.That(mean, Is.GreaterThan(0).And.LessThan(10));
        Assert.That(rows.Split(0.8, seed: 0).Test.RowCount, Is.EqualTo(20));
    }

    internal sealed class Bird
    {
        public string Island { get; set; } = "";

        public float Mass { get; set; }

        public int Age { get; set; }
    }

    private sealed class LogOfOneMore : Layer
    {
        protected override Value Call(Value x) => Ops.Log(x + 1);
    }
}
