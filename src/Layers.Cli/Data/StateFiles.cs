namespace Layers.Cli;

/// <summary>Opens state files.</summary>
internal static class StateFiles
{
    /// <summary>Returns whether a file is a state file: the extension is <c>.json</c>, which no model has.</summary>
    public static bool IsOne(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    public static AdaptState Open(string path)
    {
        if (!File.Exists(path)) throw new ToolException($"There is no file {path}.");
        return AdaptState.Load(path);
    }
}
