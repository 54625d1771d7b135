namespace Layers.Cli;

/// <summary>A model that is served.</summary>
/// <param name="Name">The name in the open inference protocol.</param>
/// <param name="Path">The file.</param>
/// <param name="Route">The path for records, below the address of the server.</param>
/// <param name="Version">The SHA-256 of the file.</param>
internal sealed record ServedFile(string Name, string Path, string Route, string Version);
