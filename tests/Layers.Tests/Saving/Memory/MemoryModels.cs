namespace Layers.Tests;

/// <summary>Models that were fitted with words and columns of labels, whose files have much metadata.</summary>
internal static class MemoryModels
{
    public const string Json = """{"Island": "Dream", "Body Mass (g)": 3500, "Year": 2008}""";

    private static readonly string[] s_islands = ["Biscoe", "Dream", "Torgersen"];
    private static readonly string[] s_species = ["Gentoo", "Chinstrap", "Adélie"];

    public static Table Birds { get; } = Table.Of(
        Column.Text("Island", [.. Enumerable.Range(0, 48).Select(i => i % 11 == 5 ? null : s_islands[i % 3])]),
        Column.Number("Body Mass (g)",
            [.. Enumerable.Range(0, 48).Select(i => i % 7 == 3 ? double.NaN : 3000 + 40 * (i % 20) + 500 * (i % 3))]),
        Column.Integer("Year", [.. Enumerable.Range(0, 48).Select(i => 2007L + i % 3)]),
        Column.Text("Species", [.. Enumerable.Range(0, 48).Select(i => s_species[i % 3])]),
        Column.Text("Sex", [.. Enumerable.Range(0, 48).Select(i => i % 2 == 0 ? "F" : "M")]),
        Column.Integer("Stars", [.. Enumerable.Range(0, 48).Select(i => i % 3 == 0 ? -5L : i % 3 == 1 ? 12 : 3)]),
        Column.Boolean("rain", [.. Enumerable.Range(0, 48).Select(i => i % 2 == 0)]),
        Column.Boolean("wind", [.. Enumerable.Range(0, 48).Select(i => i % 3 == 0)]));

    public static FeatureSpace Space()
    {
        var space = new FeatureSpace { { "Body Mass (g)", new Imputation(), new Normalization() }, { "Island", new OneHotEncoding() },
            { "Year", new Normalization() } };
        space.Adapt(Birds);
        return space;
    }

    /// <summary>Returns a linear model after a feature space, for one column of labels.</summary>
    public static Sequential Line(string label, int units, ActivationFunction activation, Loss loss) =>
        Fitted(new Sequential { Space(), new Dense(units, activation) }, loss, [label]);

    public static Sequential Species() => Line("Species", 3, Activation.Softmax, Loss.SparseCategoricalCrossentropy);

    /// <summary>Returns a functional model over the columns of a feature space, with two outputs.</summary>
    public static Functional TwoOutputs()
    {
        var space = Space();
        var model = new Functional(space.Inputs,
            [new Dense(3, Activation.Softmax, name: "Species").Apply(space.Encoded),
            new Dense(1, Activation.Sigmoid, name: "Sex").Apply(space.Encoded)]);
        model.Compile(new Adam(), new Dictionary<string, Loss>
        {
            ["Species"] = Loss.SparseCategoricalCrossentropy,
            ["Sex"] = Loss.BinaryCrossentropy
        });
        model.Fit(Birds, ["Sex", "Species"], epochs: 2);
        return model;
    }

    /// <summary>Returns a model of a matrix without names, fitted with words.</summary>
    public static Sequential Matrix()
    {
        var model = new Sequential { new Input(2), new Dense(3, Activation.Softmax) };
        model.Compile(new Adam(), Loss.SparseCategoricalCrossentropy);
        model.Fit(new float[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }, (string[])["one", "two", "three"], epochs: 3);
        return model;
    }

    public static T Fitted<T>(T model, Loss loss, IReadOnlyList<string> labels)
        where T : Model
    {
        model.Compile(new Adam(), loss, Metric.Accuracy);
        model.Fit(Birds, labels, epochs: 2, validationSplit: 0.25);
        return model;
    }
}
