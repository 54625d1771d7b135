using System.Text.Json;

namespace Layers.Cli;

/// <summary>The verb <c>layers serve penguins.keras fares.keras</c>.</summary>
internal sealed class ServeVerb : Verb<ServeResult>
{
    private readonly Argument<string[]> _models = new("models")
    {
        Description = "Models: .keras files, or .h5 files of Keras. The name of a model is its file name without the extension.",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly ServeOptions _options = new();

    public ServeVerb(Session session)
        : base(session, "serve",
            "Serves models over HTTP until it is stopped with Ctrl+C: a page to try them at /, records at /name, the open inference " +
            "protocol at /v2, OpenAPI, health.", ToolJson.Written.ServeResult)
    {
        Add(_models);
        _options.AddTo(this);
    }

    protected override ServeResult? Work(ParseResult arguments)
    {
        var paths = arguments.GetRequiredValue(_models);
        _options.Require(arguments);
        foreach (var path in paths) Require(path);
        using var logs = new TerminalLogs(Session.Terminal, arguments.GetValue(Session.Flags.Verbose));
        ServeAsync(arguments, paths, logs).GetAwaiter().GetResult();
        return null;
    }

    protected override void Write(ServeResult result, Page page)
    {
        foreach (var url in result.Urls)
        {
            page.Line($"listening on {url}");
            foreach (var model in result.Models) page.Line($"  POST {url}{model.Route}   {model.Path}, version {model.Version[..12]}");
            if (result.Page is { } home) page.Line($"  GET  {url}{home}   the pages of the models, with a form to try them");
            page.Line($"  GET  {url}/openapi/v1.json, {url}/health, {url}/v2");
        }
    }

    private async Task ServeAsync(ParseResult arguments, string[] paths, TerminalLogs logs)
    {
        var server = new Server(paths, _options.Urls(arguments), options => _options.Set(arguments, options), _options.HasPages(arguments),
            logs);
        await using (server.ConfigureAwait(false))
        {
            await server.StartAsync(paths, Session.Cancellation).ConfigureAwait(false);
            logs.IsListening = true;
            // The JSON is on one line, so that a program can read it while the server runs.
            if (arguments.GetValue(Session.Flags.Json))
                await Session.Terminal.Output.WriteLineAsync(JsonSerializer.Serialize(server.Served, LineJson.Written.ServeResult))
                    .ConfigureAwait(false);
            else Write(server.Served, new Page(Session.Terminal));
            await Session.Terminal.Output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Session.Cancellation, server.Stopping);
            await Task.Delay(Timeout.Infinite, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await server.StopAsync().ConfigureAwait(false);
        }
    }

    private static void Require(string path)
    {
        if (Directory.Exists(path))
            throw new ToolException(
                $"{path} is a folder, and only files can be served, because they are replaced atomically. " +
                    $"Make a file: layers convert {path} " +
                    $"{Path.GetFileName(path)}.keras.");
        if (!File.Exists(path)) throw new ToolException($"There is no file {path}.");
        var name = Path.GetFileNameWithoutExtension(path);
        if (!name.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.'))
            throw new ToolException($"The file name '{name}' becomes part of an address: rename it to letters, digits, '-', '_' and '.'.");
    }
}
