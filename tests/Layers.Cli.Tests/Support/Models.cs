namespace Layers.Cli.Tests;

/// <summary>Files of models, made once: one takes columns and predicts texts, one takes nine numbers by position.</summary>
[SetUpFixture]
internal sealed class Models
{
    public const string CarColumns = "cylinders,displacement,horsepower,weight,acceleration,model_year,usa,europe,japan";

    private static readonly string s_folder = Directory.CreateTempSubdirectory("layers-cli-models-").FullName;

    /// <summary>A model that takes texts and numbers and predicts a species.</summary>
    public static string Penguins => Path.Combine(s_folder, "penguins.keras");

    /// <summary>The model of <c>samples/FuelEfficiency</c>, after fewer epochs.</summary>
    public static string Cars => Path.Combine(s_folder, "fuel-efficiency.keras");

    /// <summary>The rows of the penguins.</summary>
    public static string Birds => Path.Combine(AppContext.BaseDirectory, "penguins.csv");

    /// <summary>The rows of the cars, as their model takes them.</summary>
    public static string CarRows => Path.Combine(s_folder, "cars.csv");

    [OneTimeSetUp]
    public void Make()
    {
        var birds = DataFile.Csv(Birds).ToTable();
        var space = FeatureSpace.Propose(birds, "Species");
        space.Adapt(birds);
        using (var model = new Sequential(seed: 1) { space, new Dense(3, Activation.Softmax) })
        {
            model.Compile(new Adam(0.01), Loss.SparseCategoricalCrossentropy, Metric.Accuracy);
            model.Fit(birds, "Species", epochs: 20);
            model.Save(Penguins);
        }

        string[] lines = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "auto-mpg.csv")).Skip(1).Select(line => line.Split(','))
            .Where(cells => cells[0] != "" && cells[3] != "")
            .Select(cells => string.Join(',',
                [.. cells[1..7], cells[7] == "USA" ? "1" : "0", cells[7] == "Europe" ? "1" : "0", cells[7] == "Japan" ? "1" : "0"]))];
        File.WriteAllLines(CarRows, [CarColumns, .. lines]);
        var x = DataFile.Csv(CarRows).ReadAll();
        var normalization = new Normalization();
        normalization.Adapt(x);
        using (var model = new Sequential(seed: 1) { new Input(9), normalization, new Dense(64, Activation.Relu),
            new Dense(64, Activation.Relu), new Dense(1) })
        {
            model.Compile(new Adam(learningRate: 0.001), Loss.MeanAbsoluteError, Metric.MeanSquaredError);
            model.Save(Cars);
        }
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(s_folder, recursive: true);
}
