namespace Layers.ScikitLearn;

internal static partial class Throw
{
    private const string OwnLayer = "Model.Adopt(…).Use(layer, columns) puts your own layer in its place";

    // Names that no fitted object contains. A file contains them only to run code.
    private static readonly string[] s_harm =
    [
        "os", "posix", "nt", "subprocess", "sys", "shutil", "socket", "pty", "commands", "runpy", "importlib", "ctypes", "code", "timeit",
        "platform", "webbrowser", "urllib", "http", "requests", "pip", "bdb", "pdb", "signal",
    ];

    private static readonly string[] s_harmful =
    [
        "eval", "exec", "execfile", "compile", "open", "file", "input", "__import__", "getattr", "setattr", "delattr", "globals",
        "locals", "vars", "apply", "breakpoint", "exit", "quit",
    ];

    // Packages whose names are not classes of the user.
    private static readonly string[] s_libraries =
    [
        "sklearn", "numpy", "scipy", "joblib", "keras", "tensorflow", "torch", "xgboost", "lightgbm", "catboost", "imblearn",
        "category_encoders", "feature_engine", "statsmodels", "collections", "builtins", "__builtin__", "datetime", "decimal",
        "functools", "pathlib", "re", "random", "types", "typing", "cloudpickle", "dill", "polars", "pyarrow", "nltk", "transformers",
        "spacy",
    ];

    /// <summary>A name that is not in the table.</summary>
    /// <param name="source">The source, at the name.</param>
    /// <param name="name">The name.</param>
    /// <param name="inside">The class of the object whose field has the name; null for none.</param>
    public static Exception UnknownName(PickleSource source, PickledName name, PickledName? inside)
    {
        var root = name.Module.Split('.')[0];
        var where = $"'{source.Name}' names {Short(name.ToString())}{(inside is null ? "" : $" inside a {inside.Name}")}, {source.Where}";
        if (s_harm.Contains(root) || root is "builtins" or "__builtin__" && s_harmful.Contains(name.Name)) return Harmful(where);
        return new NotSupportedException($"{where}: {Advice(root, name, inside)}");
    }

    /// <summary>A known name that is used in another way than by fitted objects.</summary>
    public static InvalidDataException Forbidden(PickleSource source, PickledName name) =>
        Harmful($"'{source.Name}' calls {name}, {source.Where}");

    /// <summary>A known name that is called in an unknown way.</summary>
    public static Exception UnknownCall(PickleSource source, PickledName name, int given) =>
        KnownNames.KindOf(name) is KnownKind.Class or KnownKind.Name or KnownKind.KerasModel
            ? new NotSupportedException(
                $"'{source.Name}' makes a {name} with {Figures.Count(given, "argument")}, {source.Where}, and a release that Layers " +
                "knows writes it another way. Load it in Python and save it again.")
            : Damaged(source, $"{name} is called with arguments that it does not take");

    private static InvalidDataException Harmful(string where) =>
        new($"{where}: Python would run it when it opens the file, and no fitted object needs it. Nothing was run here. Do not open the " +
            "file in Python unless you know who made it.");

    private static string Advice(string root, PickledName name, PickledName? inside) => (root, inside?.Name) switch
    {
        (_, "FunctionTransformer") =>
            $"a Python function cannot be read from a file, which has only its name. {OwnLayer}.",
        ("pandas", _) when name.Name.EndsWith("DataFrame", StringComparison.Ordinal) || name.Name is "Series" or "BlockManager" =>
            "that is data of pandas, and not a fitted object. Save the fitted scaler or encoder; data is read from CSV or Parquet.",
        ("pandas", _) =>
            "Layers reads only an index of texts from pandas. Give names of columns as a list, list(frame.columns), when you fit, and " +
                "save again.",
        ("__main__", _) =>
            $"that is a class or a function of the script that wrote it, whose code is not in the file. {OwnLayer}.",
        ("sklearn", _) when name.Module.StartsWith("sklearn.preprocessing", StringComparison.Ordinal)
            || name.Module.StartsWith("sklearn.impute", StringComparison.Ordinal) =>
            $"Layers has no equivalent of this part of scikit-learn. {OwnLayer}.",
        ("sklearn", _) =>
            "Layers reads the scalers, encoders and imputers of scikit-learn, and Pipelines and ColumnTransformers of them. Save the " +
                $"preprocessing without the later steps, such as pipeline[:-1]; for another transformer, {OwnLayer}.",
        _ when s_libraries.Contains(root) =>
            $"Layers reads fitted scalers, encoders and imputers of scikit-learn. Save these alone; for another transformer, {OwnLayer}.",
        _ =>
            "that is a class or a function of your own or of a package that Layers does not know, and its code is not in the file. " +
                $"{OwnLayer}.",
    };
}
