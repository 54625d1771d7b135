namespace Layers.ScikitLearn.Tests;

/// <summary>Makes fitted objects by hand, as the pickle reader returns them, with releases, settings and faults that no file here
/// has.</summary>
internal static class Made
{
    private static readonly Dictionary<string, string> s_modules = new()
    {
        ["Pipeline"] = "sklearn.pipeline",
        ["ColumnTransformer"] = "sklearn.compose._column_transformer",
        ["SimpleImputer"] = "sklearn.impute._base",
        ["OneHotEncoder"] = "sklearn.preprocessing._encoders",
        ["LabelEncoder"] = "sklearn.preprocessing._label",
    };

    /// <summary>An object of a class with these fields; arrays of numbers and texts become arrays of NumPy.</summary>
    public static PickledObject Of(string className, params (string Field, object? Value)[] fields)
    {
        var made = new PickledObject(new PickledName(s_modules.GetValueOrDefault(className, "sklearn.preprocessing._data"), className));
        foreach (var (field, value) in fields) made.Set(field, Value(value));
        return made;
    }

    /// <summary>A StandardScaler of some columns.</summary>
    public static PickledObject Scaler(double[] mean, double[] scale, string[]? names = null) =>
        names is null ? Of("StandardScaler", ("mean_", mean), ("scale_", scale), ("n_features_in_", (long)mean.Length))
            : Of("StandardScaler", ("mean_", mean), ("scale_", scale), ("n_features_in_", (long)mean.Length), ("feature_names_in_", names));

    public static IReadOnlyList<object?> List(params object?[] items) => items;

    public static PickledDictionary Dictionary(params (string Key, object? Value)[] entries)
    {
        var made = new PickledDictionary();
        foreach (var (key, value) in entries) made.Set(key, Value(value));
        return made;
    }

    public static ScikitLearnFile File(PickledObject made) => new("made.pkl", made);

    /// <summary>The results for rows of numbers, in float64.</summary>
    public static double[] Transform(PickledObject made, double[,] rows)
    {
        using var model = File(made).ToModel(DTypePolicy.Float64);
        return FittedCase.Doubles(Predict(model, rows));
    }

    /// <summary>The results for rows of texts, in float64.</summary>
    public static double[] Transform(PickledObject made, string[,] rows)
    {
        using var model = File(made).ToModel(DTypePolicy.Float64);
        return FittedCase.Doubles(Predict(model, rows));
    }

    private static TensorData Predict<T>(Model model, T[,] rows)
        where T : notnull
    {
        var count = rows.GetLength(0);
        if (model.Inputs is [{ Shape: var shape } only] && shape[1] == rows.GetLength(1))
            return model.Predict(Tensor(only, [.. rows.Cast<T>()], count));
        return model.Predict(model.Inputs.Select((input, i) =>
            (input.Name, Tensor(input, [.. Enumerable.Range(0, count).Select(row => rows[row, i])], count))).ToDictionary(pair => pair.Name,
            pair => pair.Item2)).Values.Single();
    }

    private static TensorData Tensor<T>(Input input, T[] values, int rows)
        where T : notnull => input.Type == DType.Int64
            ? TensorData.Of(Array.ConvertAll(values, value => Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)),
                [rows, values.Length / rows])
            : values is string[] texts
                ? TensorData.Of(texts, [rows, values.Length / rows])
                : TensorData.Of((double[])(object)values, [rows, values.Length / rows]);

    private static object? Value(object? value) => value switch
    {
        double[] numbers => new NumpyArray("float64", [numbers.Length], numbers),
        long[] integers => new NumpyArray("int64", [integers.Length], integers),
        bool[] flags => new NumpyArray("bool", [flags.Length], flags),
        string[] texts => new NumpyArray("object", [texts.Length], texts.Cast<object?>().ToArray()),
        double[,] table => new NumpyArray("float64", [table.GetLength(0), table.GetLength(1)], table.Cast<double>().ToArray()),
        int number => (long)number,
        object?[] items => items.Select(Value).ToArray(),
        _ => value,
    };
}
