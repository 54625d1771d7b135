using Layers.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Layers.Cli;

/// <summary>The server of <c>layers serve</c>: the models, their OpenAPI document and their health checks.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<ServedFile> _models = [];
    private readonly string? _page;

    /// <param name="paths">The files of the models.</param>
    /// <param name="urls">The addresses to listen on.</param>
    /// <param name="configure">Sets the options of a served model.</param>
    /// <param name="hasPages">Whether the server has pages for people.</param>
    /// <param name="logs">The receiver of the log.</param>
    public Server(IReadOnlyList<string> paths, string[] urls, Action<ServedModelOptions> configure, bool hasPages, ILoggerProvider logs)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = Directory.GetCurrentDirectory() });
        builder.Logging.ClearProviders().AddProvider(logs);
        builder.WebHost.UseUrls(urls);
        builder.Services.AddOpenApi();
        builder.Services.AddHealthChecks().AddModels();
        foreach (var path in paths) builder.Services.AddModel(path, configure);
        _app = builder.Build();
        foreach (var path in paths) _app.MapModel(RouteOf(path), path);
        _app.MapOpenApi();
        _app.MapHealthChecks("/health");
        if (hasPages) _app.MapModelPages(_page = "/");
    }

    /// <summary>The models that are served now.</summary>
    public ServeResult Served =>
        new([.. _app.Urls], [.. _models.Select(model => model with { Version = ModelOf(model.Name).Version ?? model.Version })], _page);

    /// <summary>A token that is cancelled when the system stops the process.</summary>
    public CancellationToken Stopping => _app.Lifetime.ApplicationStopping;

    /// <summary>Loads all models and begins to listen.</summary>
    /// <exception cref="ToolException">A model does not load.</exception>
    /// <exception cref="IOException">An address is in use.</exception>
    public async Task StartAsync(IReadOnlyList<string> paths, CancellationToken stop)
    {
        foreach (var path in paths)
        {
            var model = ModelOf(Path.GetFileNameWithoutExtension(path));
            try
            {
                _models.Add(new ServedFile(model.Key, path, RouteOf(path), await model.ReloadAsync(stop).ConfigureAwait(false)));
            }
            catch (ModelUnavailableException fault)
            {
                throw new ToolException(fault.Message);
            }
        }
        await _app.StartAsync(stop).ConfigureAwait(false);
    }

    /// <summary>Stops listening, and answers the open requests.</summary>
    public Task StopAsync() => _app.StopAsync(CancellationToken.None);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static string RouteOf(string path) => $"/{Path.GetFileNameWithoutExtension(path)}";

    private ServedModel ModelOf(string key) => _app.Services.GetRequiredKeyedService<ServedModel>(key);
}
