namespace Layers.Cli;

/// <summary>What is served, and where.</summary>
/// <param name="Urls">The addresses of the server.</param>
/// <param name="Models">The models.</param>
/// <param name="Page">Where people look at the models, below the address of the server; null for nowhere.</param>
internal sealed record ServeResult(IReadOnlyList<string> Urls, IReadOnlyList<ServedFile> Models, string? Page) : IResult;
