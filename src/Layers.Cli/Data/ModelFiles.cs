namespace Layers.Cli;

/// <summary>Opens and saves files of models.</summary>
internal static class ModelFiles
{
    public static Argument<string> Argument(string name = "model",
        string description = "A model: a .keras archive or folder, or an .h5 file of Keras.") =>
        new(name) { Description = description };

    /// <summary>Opens a model.</summary>
    public static Model Open(string path)
    {
        if (!File.Exists(path) && !Directory.Exists(path)) throw new ToolException($"There is no file {path}.");
        return Model.Load(path);
    }

    /// <summary>Throws if no model can be saved at a path, before any work is done.</summary>
    /// <exception cref="ToolException">The extension is not one of a model, or the file cannot be created.</exception>
    public static void Require(string path)
    {
        if (IsFile(path)) NewFile.Require(path);
        else if (Path.HasExtension(path))
            throw new ToolException($"The file of a model has the extension .keras, and a folder has none. Received '{path}'.");
        else NewFile.RequireFolder(path);
    }

    /// <summary>Saves a model: to a file with the extension <c>.keras</c>, or to a folder without an extension. The row for health checks
    /// in its file is kept.</summary>
    /// <returns>The warnings about differences in other programs.</returns>
    public static IReadOnlyList<string> Save(Model model, string path)
    {
        Require(path);
        return model.Save(path, new SaveOptions { Zipped = IsFile(path), HealthRow = HealthRow.KeptBy(model) }).Warnings;
    }

    private static bool IsFile(string path) => path.EndsWith(".keras", StringComparison.OrdinalIgnoreCase);
}
