namespace Layers.Cli;

/// <summary>The models that are served, and their addresses.</summary>
/// <param name="Urls">The addresses of the server.</param>
/// <param name="Models">The models.</param>
/// <param name="Page">The path of the page for people, below the address of the server; null for none.</param>
internal sealed record ServeResult(IReadOnlyList<string> Urls, IReadOnlyList<ServedFile> Models, string? Page) : IResult;
