namespace Layers.Cli;

/// <summary>A folder with a model and the files of its training script.</summary>
internal static class ModelFolder
{
    private static readonly string[] s_fitted = [".pkl", ".pickle", ".joblib"];

    /// <summary>Returns the path of the model in a folder.</summary>
    /// <exception cref="ToolException">The folder has no model, or more than one.</exception>
    public static string ModelOf(string folder)
    {
        string[] models = [.. Directory.GetFiles(folder)
            .Where(file => Path.GetExtension(file).ToLowerInvariant() is ".keras" or ".h5" or ".hdf5").Order(StringComparer.Ordinal)];
        return models switch
        {
            [var only] => only,
            [] => throw new ToolException($"The folder {folder} has no model: no file that ends in .keras, .h5 or .hdf5."),
            _ => throw new ToolException($"The folder {folder} has several models: name one of {string.Join(", ", models)}."),
        };
    }

    /// <summary>Returns the names of the fitted objects in a folder.</summary>
    public static IEnumerable<string> FittedIn(string folder) =>
        Directory.GetFiles(folder).Where(file => s_fitted.Contains(Path.GetExtension(file).ToLowerInvariant()))
            .Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);
}
