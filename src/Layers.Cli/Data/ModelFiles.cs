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

    /// <summary>Saves a model: as a file where the name ends in <c>.keras</c>, as a folder where it has no ending. A row for health checks
    /// that its file kept is kept.</summary>
    /// <returns>What works otherwise in another program.</returns>
    public static IReadOnlyList<string> Save(Model model, string path)
    {
        var isFile = path.EndsWith(".keras", StringComparison.OrdinalIgnoreCase);
        if (!isFile && Path.HasExtension(path))
            throw new ToolException($"A model's name ends in .keras, or has no ending for a folder; '{path}' ends otherwise.");
        if (isFile && Directory.Exists(path)) throw new ToolException($"{path} is a folder: name a file.");
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
            throw new ToolException($"There is no folder {folder} for {Path.GetFileName(path)}.");
        return model.Save(path, new SaveOptions { Zipped = isFile, HealthRow = HealthRow.KeptBy(model) }).Warnings;
    }
}
