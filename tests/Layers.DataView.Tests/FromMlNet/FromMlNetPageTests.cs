using System.Text.RegularExpressions;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Layers.DataView.Tests.FromMlNet;

/// <summary>Runs each row of the table in docs/from-mlnet.md, and both of its pipelines.</summary>
public sealed partial class FromMlNetPageTests
{
    private static IEnumerable<TestCaseData> EachRow => PageRow.All.Select(row => new TestCaseData(row.Run).SetArgDisplayNames(row.Name));

    [Test]
    public void TheTable_HasTheseRows()
    {
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "from-mlnet.md"));
        Assert.That(Name().Matches(page).Select(match => match.Groups[1].Value), Is.EquivalentTo(PageRow.All.Select(row => row.Name)));
    }

    [TestCaseSource(nameof(EachRow))]
    public void ARow_IsTrue(Action run)
    {
        Assert.That(run, Is.Not.Null);
        run();
    }

    [Test]
    public void BothPipelines_GiveTheSameColumns()
    {
        Bird[] birds =
        [
            new() { Island = "Dream", Mass = 3350 },
            new() { Island = "Biscoe", Mass = 4200 },
            new() { Island = "Torgersen", Mass = float.NaN },
            new() { Island = "Dream", Mass = 5000 },
        ];

        #region theirs
        var ml = new MLContext(seed: 1);
        IDataView rows = ml.Data.LoadFromEnumerable(birds);
        var pipeline = ml.Transforms.ReplaceMissingValues("Mass", replacementMode: Mean)
            .Append(ml.Transforms.NormalizeMeanVariance("Mass", fixZero: false))
            .Append(ml.Transforms.Categorical.OneHotEncoding("Island", keyOrdinality: ByValue))
            .Append(ml.Transforms.Concatenate("Features", "Island", "Mass"));
        ITransformer fitted = pipeline.Fit(rows);
        #endregion

        #region ours
        Table table = new DataViewSource(rows).ToTable();       // or DataFile.Csv("birds.csv").ToTable()
        var space = new FeatureSpace
        {
            { "Mass", new Imputation(), new Normalization() },
            { "Island", new OneHotEncoding(UnknownCategory.Ignore) },
        };
        space.Adapt(table);
        #endregion

        var ours = space.Predict(space.InputsOf(table)).Values.Single().ToArray<float>();
        Assert.That(ours, Is.EqualTo(fitted.Transform(rows).GetColumn<float[]>("Features").SelectMany(row => row)).Within(1e-5));
        Assert.That(space.OutputColumns, Is.EqualTo(new[] { "Island=Biscoe", "Island=Dream", "Island=Torgersen", "Mass" }));
    }

    private const Microsoft.ML.Transforms.MissingValueReplacingEstimator.ReplacementMode Mean =
        Microsoft.ML.Transforms.MissingValueReplacingEstimator.ReplacementMode.Mean;

    private const Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality ByValue =
        Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue;

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Layers.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("No folder above has a Layers.sln.");
        return folder;
    }

    [GeneratedRegex(@"^\| `([\w.]+)`", RegexOptions.Multiline)]
    private static partial Regex Name();

    private sealed class Bird
    {
        public string Island { get; set; } = "";

        public float Mass { get; set; }
    }
}
