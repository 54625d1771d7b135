using Layers.Data;
using Layers.Graphs;

namespace Layers.Samples.Tests.Pages;

/// <summary>The examples of docs/records.md.</summary>
public sealed class RecordsTests : FolderTests
{
    [Test]
    public void ATable_GoesIntoAModel()
    {
        var (path, saved) = (Path.Combine(AppContext.BaseDirectory, "penguins.csv"), InFolder("penguins.keras"));

        #region table
        Table birds = DataFile.Csv(path).ToTable();             // words stay words, empty cells stay missing
        var (training, test) = birds.Split(0.8, stratify: "Species", seed: 1);

        var space = new FeatureSpace                            // columns, then the layers they go through
        {
            { ["Beak Length (mm)", "Beak Depth (mm)", "Flipper Length (mm)", "Body Mass (g)"], new Imputation(), new Normalization() },
            { ["Island", "Sex"], new OneHotEncoding(UnknownCategory.Ignore) },
        };
        space.Adapt(training);                                  // all columns together, in as few passes as the layers allow

        using var model = new Sequential { space, new Dense(16, Activation.Relu), new Dense(3, Activation.Softmax, name: "species") };
        model.Compile(new Adam(0.01), Loss.SparseCategoricalCrossentropy, Metric.Accuracy);
        model.Fit(training, "Species", epochs: 50);
        var accuracy = model.Evaluate(test)["accuracy"];
        model.Save(saved);                                      // a model of columns, and a FeatureSpace again when it is loaded
        #endregion

        Assert.That(accuracy, Is.GreaterThan(0.9));
        Assert.That(space.OutputColumns, Does.Contain("Body Mass (g)").And.Contain("Island=Biscoe").And.Contain("Sex=FEMALE"));
        using var loaded = Model.Load(saved);
        Assert.That(loaded.Predict(space.InputsOf(test))["species"].ToArray<float>(),
            Is.EqualTo(model.Predict(space.InputsOf(test))["species"].ToArray<float>()));
    }

    [Test]
    public void AProposal_SaysWhyAndIsEdited()
    {
        var birds = DataFile.Csv(Path.Combine(AppContext.BaseDirectory, "penguins.csv")).ToTable();

        #region propose
        var space = FeatureSpace.Propose(birds, "Species");
        string table = space.Proposal!.ToString();              // column | layers | why
        space.Replace("Island", new OneHotEncoding());
        space.Remove("Sex");
        #endregion

        Assert.That(table.Split('\n'), Has.Length.EqualTo(7)
            .And.ItemAt(1).EqualTo("Island              | StringLookup, one-hot     | " +
                "3 different texts in 344 rows: an output column for each; an unknown text goes into the first, [UNK]"));
        space.Adapt(birds);
        Assert.That(space.OutputColumns, Has.Count.EqualTo(7));
    }

    [Test]
    public void Tables_AreReadAndMade()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "penguins.csv");

        #region tables
        Table birds = DataFile.Csv(path).ToTable();             // words stay words, empty cells stay missing
        var (training, test) = birds.Split(0.8, stratify: "Species", seed: 1);
        Column<string?> islands = training.Texts("Island");
        Column<long?> mass = training.Integers("Body Mass (g)");            // null where a cell is empty
        TensorData words = training["Island"].ToTensor(missing: "?");       // (rows, 1)

        Table given = Table.Of(Column.Text("Island", "Dream", null), Column.Number("Body Mass (g)", 3350, double.NaN));
        #endregion

        Assert.That(training.RowCount + test.RowCount, Is.EqualTo(birds.RowCount));
        Assert.That(words.ToArray<string>(), Is.EqualTo(islands.Select(island => island ?? "?")));
        Assert.That(mass.Count(one => one is null), Is.EqualTo(training["Body Mass (g)"].MissingCount));
        Assert.That((given.Texts("Island")[1], given.Numbers("Body Mass (g)")[1]), Is.EqualTo(((string?)null, double.NaN)));
    }
}
