using Layers.Data;
using Layers.Graphs;

namespace Layers.Samples.Tests.Pages;

/// <summary>The examples of docs/data.md.</summary>
public sealed class DataTests : FolderTests
{
    [Test]
    public void Columns_AreSelectedAndTyped()
    {
        var trips = InFolder("trips.csv");
        File.WriteAllText(trips, "distance,hour,fare\n1.5,8,6\n3,9,11\n2,17,7.5\n8,23,25\n");
        var normalization = new Normalization();
        using var model = new Sequential { new Input(2), normalization, new Dense(1) };
        model.Compile(new Adam(), Loss.MeanAbsoluteError);

        #region source
        var rows = DataFile.Csv(trips).Select("distance", "hour", "fare");
        normalization.Adapt(rows.Select("distance", "hour"));
        model.Fit(rows.Examples(["fare"], batchSize: 1024, seed: 1));
        #endregion

        Assert.That(normalization.Mean!.ToArray<float>()[0], Is.EqualTo(3.625f).Within(1e-6));

        #region types
        var options = new CsvOptions { Types = new Dictionary<string, ColumnType> { ["hour"] = ColumnType.Text } };
        Table table = DataFile.Csv(trips, options).ToTable();
        #endregion

        Assert.That(table.Texts("hour")[0], Is.EqualTo("8"));
    }
}
