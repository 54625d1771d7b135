namespace Layers.Tests;

/// <summary>Small models of tables, fitted with words.</summary>
internal static class RecordModels
{
    private static readonly string[] s_islands = ["Biscoe", "Dream", "Torgersen"];
    private static readonly string[] s_species = ["Gentoo", "Chinstrap", "Adelie"];

    public static Table Birds { get; } = Table.Of(
        Column.Number("Mass (g)", [.. Enumerable.Range(0, 60).Select(i => i % 7 == 3 ? double.NaN : 3000 + 40 * (i % 20) + 500 * (i % 3))]),
        Column.Text("Island", [.. Enumerable.Range(0, 60).Select(i => i % 11 == 5 ? null : s_islands[i % 3])]),
        Column.Integer("Year", [.. Enumerable.Range(0, 60).Select(i => 2007L + i % 3)]),
        Column.Text("Species", [.. Enumerable.Range(0, 60).Select(i => s_species[i % 3])]),
        Column.Text("Remark", [.. Enumerable.Range(0, 60).Select(_ => "none")]));

    /// <summary>Returns a model of mass, island and year that predicts a species; fitted by default.</summary>
    public static Sequential Species(bool isFitted = true)
    {
        var space = new FeatureSpace
        {
            { "Mass (g)", new Imputation(), new Normalization() },
            { "Island", new OneHotEncoding() },
            { "Year", new Normalization() },
        };
        space.Adapt(Birds);
        var model = new Sequential { space, new Dense(8, Activation.Relu), new Dense(3, Activation.Softmax) };
        model.Compile(new Adam(0.02), Loss.SparseCategoricalCrossentropy, Metric.Accuracy);
        if (isFitted) model.Fit(Birds, "Species", epochs: 5);
        return model;
    }

    public static Dictionary<string, object?> Record => new() { ["Year"] = 2008, ["Island"] = "Dream", ["Mass (g)"] = 3450.5 };

    public const string Json = """{"Year": 2008, "Island": "Dream", "Mass (g)": 3450.5}""";

    public static Table Row => Table.Of(Column.Number("Mass (g)", 3450.5), Column.Text("Island", "Dream"), Column.Integer("Year", 2008L));
}
