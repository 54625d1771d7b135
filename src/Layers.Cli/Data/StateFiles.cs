namespace Layers.Cli;

/// <summary>Files of what a layer learned, at the command line.</summary>
internal static class StateFiles
{
    /// <summary>Whether a file is to be read as a state: its name ends in <c>.json</c>, as no model's does.</summary>
    public static bool IsOne(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    public static AdaptState Open(string path)
    {
        if (!File.Exists(path)) throw new ToolException($"There is no file {path}.");
        return AdaptState.Load(path);
    }
}
