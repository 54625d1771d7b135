namespace Layers.Samples.Tests.Pages;

/// <summary>The examples of docs/files.md.</summary>
public sealed class FilesTests : FolderTests
{
    [Test]
    public void AFile_KeepsARowForHealthChecks()
    {
        var path = InFolder("penguins.keras");
        var space = new FeatureSpace { { "Island", new OneHotEncoding() }, { "Body Mass (g)", new Imputation(), new Normalization() } };
        space.Adapt(Table.Of(Column.Text("Island", "Dream", "Biscoe", "Dream"), Column.Number("Body Mass (g)", 3350, double.NaN, 4200)));
        using var model = new Sequential(seed: 1) { space, new Dense(2, Activation.Softmax) };

        #region health
        var options = new SaveOptions { HealthRow = HealthRow.OfJson("""{"Island": "Dream", "Body Mass (g)": 3350}""") };
        model.Save(path, options);

        using var served = Model.Load(path);
        HealthReport? report = served.HealthCheck();       // null if the file has no row
        if (report is not { IsHealthy: true }) throw new InvalidOperationException($"{report}");
        #endregion

        Assert.That(report.IsHealthy);
    }
}
