using Layers.AspNetCore;

namespace Layers.Cli;

/// <summary>Options of <c>layers serve</c>.</summary>
internal sealed class ServeOptions
{
    private readonly Option<string[]> _urls = new("--urls")
    {
        Description = "The addresses to listen on; a port of 0 is any that is free.",
        HelpName = "addresses",
        DefaultValueFactory = _ => ["http://localhost:5000"],
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<double> _skew = new("--skew")
    {
        Description = "The share of requests, from 0 to 1, whose rows are compared with training; a report is written for each 1,000 rows.",
        HelpName = "share",
    };
    private readonly Option<int?> _maxRows = new("--max-rows")
    {
        Description = "How many rows a request may have; default 10,000.",
        HelpName = "rows",
    };
    private readonly Option<long?> _maxBody = new("--max-body")
    {
        Description = "How many bytes a request may have; default 4 MiB.",
        HelpName = "bytes",
    };
    private readonly Option<bool> _noPage = new("--no-page")
    {
        Description = "Leave out the page at / on which people look at the models and try them.",
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _urls, _skew, _maxRows, _maxBody, _noPage }) command.Add(option);
    }

    /// <summary>The addresses.</summary>
    /// <exception cref="ToolException">One is no address.</exception>
    public string[] Urls(ParseResult arguments)
    {
        string[] urls =
            [.. (arguments.GetValue(_urls) ?? [])
                .SelectMany(url => url.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        foreach (var url in urls)
            if (!IsAddress(url)) throw new ToolException($"'{url}' is no address to listen on. Write it as http://localhost:5000.");
        return urls.Length > 0 ? urls : throw new ToolException("Name an address to listen on, as --urls http://localhost:5000.");
    }

    /// <summary>Whether people can look at the models and try them.</summary>
    public bool HasPages(ParseResult arguments) => !arguments.GetValue(_noPage);

    // * and + stand for every name of the machine.
    private static bool IsAddress(string url) =>
        Uri.TryCreate(url.Replace('*', 'x').Replace('+', 'x'), UriKind.Absolute, out var parsed)
            && parsed.Scheme is "http" or "https";

    /// <summary>Sets how a model is served.</summary>
    public void Set(ParseResult arguments, ServedModelOptions options)
    {
        options.SkewSample = arguments.GetValue(_skew);
        if (arguments.GetValue(_maxRows) is { } rows) options.MaxRows = rows;
        if (arguments.GetValue(_maxBody) is { } bytes) options.MaxBodyBytes = bytes;
    }
}
