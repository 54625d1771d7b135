namespace Layers.Cli;

/// <summary>Files of models at the command line.</summary>
internal static class ModelFiles
{
    public static Argument<string> Argument(string name = "model", string description = "A model: a .keras archive or folder, or an .h5 file of Keras.") =>
        new(name) { Description = description };

    /// <summary>Opens a model with its words, whatever its layers.</summary>
    public static Model Open(string path)
    {
        if (!File.Exists(path) && !Directory.Exists(path)) throw new ToolException($"There is no file {path}.");
        return Model.Load(path);
    }

    /// <summary>Refuses a place where no model can be, before any work is done for it.</summary>
    /// <exception cref="ToolException">Its name ends otherwise than a model's, or nothing can be there.</exception>
    public static void Require(string path)
    {
        if (IsFile(path)) NewFile.Require(path);
        else if (Path.HasExtension(path))
            throw new ToolException($"A model's name ends in .keras, or has no ending for a folder; '{path}' ends otherwise.");
        else NewFile.RequireFolder(path);
    }

    /// <summary>Saves a model: as a file where the name ends in <c>.keras</c>, as a folder where it has no ending. A row for health checks
    /// that its file kept is kept.</summary>
    /// <returns>What works otherwise in another program.</returns>
    public static IReadOnlyList<string> Save(Model model, string path)
    {
        Require(path);
        return model.Save(path, new SaveOptions { Zipped = IsFile(path), HealthRow = HealthRow.KeptBy(model) }).Warnings;
    }

    private static bool IsFile(string path) => path.EndsWith(".keras", StringComparison.OrdinalIgnoreCase);
}
