namespace Layers.Cli;

/// <summary>A model that is served.</summary>
/// <param name="Name">Its name in the open inference protocol.</param>
/// <param name="Path">Its file.</param>
/// <param name="Route">Where records go, below the address of the server.</param>
/// <param name="Version">The SHA-256 of its file.</param>
internal sealed record ServedFile(string Name, string Path, string Route, string Version);
