namespace Layers.AspNetCore.Tests;

/// <summary>Saves small models to files.</summary>
internal static class Files
{
    public const string Bird = """{"Island": "Dream", "Sex": null, "Body Mass (g)": 3350}""";

    /// <summary>Saves a model that takes a column x and always returns the same number, so that an answer shows which file gave
    /// it.</summary>
    public static void SaveConstant(string path, double answer, bool withHealthRow = false)
    {
        var space = new FeatureSpace { { "x", new Normalization() } };
        space.Adapt(Table.Of(Column.Number("x", [0, 1, 2, 3])));
        var never = Initializer.Constant with { Value = 0 };
        using var model =
            new Sequential(seed: 1) { space,
                new Dense(1, kernelInitializer: never, biasInitializer: Initializer.Constant with { Value = answer }) };
        model.Save(path, new SaveOptions { HealthRow = withHealthRow ? HealthRow.OfJson("""{"x": 1}""") : null });
    }

    /// <summary>Saves a model that takes two words and a number and returns one of three classes. It refuses unknown islands.</summary>
    public static void SavePenguins(string path, long seed = 1)
    {
        var birds = Birds();
        var space =
            new FeatureSpace { { "Body Mass (g)", new Imputation(), new Normalization() }, { "Island", new OneHotEncoding() },
                { "Sex", new OneHotEncoding(UnknownCategory.Ignore) } };
        space.Adapt(birds);
        using var model = new Sequential(seed) { space, new Dense(3, Activation.Softmax, name: "species") };
        model.Compile(new Adam(0.1), Loss.SparseCategoricalCrossentropy);
        model.Fit(birds, "Species", epochs: 30);
        model.Save(path);
    }

    /// <summary>Saves a model that takes three numbers without names and returns one.</summary>
    public static void SaveNumbers(string path)
    {
        var normalization = new Normalization();
        normalization.Adapt(new float[,] { { 1, 10, 100 }, { 2, 20, 300 }, { 3, 60, 200 } });
        using var model = new Sequential(seed: 1) { new Input(3), normalization, new Dense(1) };
        model.Save(path);
    }

    /// <summary>Saves a model that takes two numbers and returns a number and the sigmoid of two labels.</summary>
    public static void SaveTwoOutputs(string path)
    {
        var x = new Input(2, name: "x");
        using var model =
            new Functional([x], [new Dense(1, name: "price").Apply(x), new Dense(2, Activation.Sigmoid, name: "tags").Apply(x)]);
        model.SetClasses(["cheap", "new"], "tags");
        model.Save(path);
    }

    /// <summary>Saves a model that takes a 2×2 matrix and a pair without names and returns a number.</summary>
    public static void SaveTwoInputs(string path)
    {
        var (square, pair) = (new Input([2, 2], name: "square"), new Input(2, name: "pair"));
        var sum = new Concatenate().Apply(new Flatten().Apply(square), pair);
        var total = new Dense(1, kernelInitializer: Initializer.Constant with { Value = 1 }).Apply(sum);
        using var model = new Functional([square, pair], [total]);
        model.Save(path);
    }

    /// <summary>Saves a model that takes an index and returns a word.</summary>
    public static void SaveWords(string path)
    {
        var lookup = new StringLookup(vocabulary: ["red", "green"], invert: true);
        using var model = new Sequential { new Input([1], DType.Int64, name: "index"), lookup };
        model.Save(path);
    }

    /// <summary>Saves a model that takes a column of every kind and returns their sum: a window of three numbers, a boolean, an integer and
    /// a text that are looked up, and any text.</summary>
    public static void SaveEveryKind(string path)
    {
        var (window, flag) = (new Input(3, name: "window"), new Input([1], DType.Bool, name: "flag"));
        var (code, city) = (new Input([1], DType.Int64, name: "code"), new Input([1], DType.String, name: "city"));
        var note = new Input([1], DType.String, name: "note");
        var sum = new Concatenate().Apply(window, new Rescaling(1).Apply(flag),
            new Rescaling(1).Apply(new IntegerLookup(vocabulary: [7, 42]).Apply(code)),
            new Rescaling(1).Apply(new StringLookup(vocabulary: ["Bergen", "Oslo"]).Apply(city)),
            new Rescaling(0).Apply(new Hashing(8).Apply(note)));
        using var model = new Functional([window, flag, code, city, note],
            [new Dense(1, kernelInitializer: Initializer.Constant with { Value = 1 }, name: "sum").Apply(sum)]);
        model.Save(path);
    }

    public static Table Birds()
    {
        string[] islands = ["Torgersen", "Dream", "Biscoe"], species = ["Adelie", "Chinstrap", "Gentoo"];
        var rows = Enumerable.Range(0, 60).ToArray();
        return Table.Of(
            Column.Text("Island", [.. rows.Select(row => islands[row % 3])]),
            Column.Text("Sex", [.. rows.Select(row => row % 7 == 0 ? null : row % 2 == 0 ? "MALE" : "FEMALE")]),
            Column.Number("Body Mass (g)", [.. rows.Select(row => row % 11 == 0 ? double.NaN : 3000 + (row % 3 * 1000) + row)]),
            Column.Text("Species", [.. rows.Select(row => species[row % 3])]));
    }
}
