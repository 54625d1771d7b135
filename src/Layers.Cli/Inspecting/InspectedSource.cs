namespace Layers.Cli;

/// <summary>A file that a model was made of.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Content">What was in it.</param>
/// <param name="Sha256">Its hash, in hexadecimal.</param>
internal sealed record InspectedSource(string Name, string Content, string Sha256);
