namespace Layers.Cli;

/// <summary>A file that a model was made of.</summary>
/// <param name="Name">The name.</param>
/// <param name="Content">A description of its content.</param>
/// <param name="Sha256">The SHA-256 of the file, in hexadecimal.</param>
internal sealed record InspectedSource(string Name, string Content, string Sha256);
