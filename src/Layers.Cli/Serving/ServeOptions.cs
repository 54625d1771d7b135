using Layers.AspNetCore;

namespace Layers.Cli;

/// <summary>The options of <c>layers serve</c>.</summary>
internal sealed class ServeOptions
{
    private const string Refuse = "refuse", AsMissing = "as-missing", Ignore = "ignore";

    private readonly Option<string[]> _urls = new("--urls")
    {
        Description = "The addresses to listen on; port 0 is a free port.",
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
        Description = "The most rows of a request; default 10,000.",
        HelpName = "rows",
    };
    private readonly Option<long?> _maxBody = new("--max-body")
    {
        Description = "The most bytes of a request; default 4 MiB.",
        HelpName = "bytes",
    };
    private readonly Option<bool> _noPage = new("--no-page")
    {
        Description = "Leave out the page at / with the models and a form to try them.",
    };
    private readonly Option<string> _missingNames = new("--missing-names")
    {
        Description = "A record that lacks a column: refuse it (refuse, the default), or take the value as missing (as-missing).",
        HelpName = "policy",
    };
    private readonly Option<string> _unknownNames = new("--unknown-names")
    {
        Description = "A record with a name that the model does not take: refuse it (refuse, the default), or do not read the value " +
            "(ignore).",
        HelpName = "policy",
    };

    public ServeOptions()
    {
        _missingNames.AcceptOnlyFromAmong(Refuse, AsMissing);
        _unknownNames.AcceptOnlyFromAmong(Refuse, Ignore);
    }

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _urls, _skew, _maxRows, _maxBody, _missingNames, _unknownNames, _noPage })
            command.Add(option);
    }

    /// <summary>Returns the addresses.</summary>
    /// <exception cref="ToolException">An address is not valid.</exception>
    public string[] Urls(ParseResult arguments)
    {
        string[] urls =
            [.. (arguments.GetValue(_urls) ?? [])
                .SelectMany(url => url.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        foreach (var url in urls)
            if (!IsAddress(url)) throw new ToolException($"'{url}' is not an address to listen on. Write it as http://localhost:5000.");
        return urls.Length > 0 ? urls : throw new ToolException("Name an address to listen on, as --urls http://localhost:5000.");
    }

    /// <summary>Returns whether the server has pages for people.</summary>
    public bool HasPages(ParseResult arguments) => !arguments.GetValue(_noPage);

    // * and + are wildcards for the host name.
    private static bool IsAddress(string url) =>
        Uri.TryCreate(url.Replace('*', 'x').Replace('+', 'x'), UriKind.Absolute, out var parsed)
            && parsed.Scheme is "http" or "https";

    /// <summary>Throws if a number is out of range.</summary>
    /// <exception cref="ToolException">A number is out of range.</exception>
    public void Require(ParseResult arguments)
    {
        if (arguments.GetValue(_skew) is not (>= 0 and <= 1) and var share)
            throw new ToolException(string.Create(CultureInfo.InvariantCulture, $"--skew takes a share from 0 to 1, not {share}."));
        if (arguments.GetValue(_maxRows) is < 1 and var rows) throw new ToolException($"--max-rows takes 1 row or more, not {rows}.");
        if (arguments.GetValue(_maxBody) is < 1 and var bytes) throw new ToolException($"--max-body takes 1 byte or more, not {bytes}.");
    }

    /// <summary>Sets the options of a served model.</summary>
    public void Set(ParseResult arguments, ServedModelOptions options)
    {
        options.SkewSample = arguments.GetValue(_skew);
        if (arguments.GetValue(_maxRows) is { } rows) options.MaxRows = rows;
        if (arguments.GetValue(_maxBody) is { } bytes) options.MaxBodyBytes = bytes;
        if (arguments.GetValue(_missingNames) is AsMissing) options.MissingNames = NamePolicy.AsMissing;
        if (arguments.GetValue(_unknownNames) is Ignore) options.UnknownNames = NamePolicy.Ignore;
    }
}
