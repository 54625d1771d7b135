namespace Layers.Cli;

/// <summary>What is served, and where.</summary>
/// <param name="Urls">The addresses of the server.</param>
/// <param name="Models">The models.</param>
internal sealed record ServeResult(IReadOnlyList<string> Urls, IReadOnlyList<ServedFile> Models) : IResult;
