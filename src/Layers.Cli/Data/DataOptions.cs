using Layers.Data;

namespace Layers.Cli;

/// <summary>The options for reading a file of rows.</summary>
internal sealed class DataOptions
{
    private const string Rows = "Rows: a CSV, Parquet or JSON lines file, or a pattern of files in quotes";

    private readonly Option<string> _format = new("--format")
    {
        Description = "The format of the data: csv, parquet or jsonl. Default: by the extension of the file.",
        HelpName = "format",
    };

    private readonly Option<string[]> _columns = new("--columns")
    {
        Description = "The columns to take, in this order, separated by commas. A model without names takes them by position.",
        HelpName = "names",
    };

    private readonly Option<string[]> _types = new("--type")
    {
        Description = "The type of a column, as name=number, integer, boolean, text or date; may be repeated.",
        HelpName = "name=type",
    };

    private readonly Option<string> _delimiter = new("--delimiter")
    {
        Description = "The delimiter of a CSV file; default: detected.",
        HelpName = "character",
    };

    private readonly Option<string[]> _missing = new("--missing")
    {
        Description = "The text of a missing cell of a CSV file, beside the empty cell; may be repeated.",
        HelpName = "text",
    };

    public DataOptions() => _format.AcceptOnlyFromAmong([.. Enum.GetNames<FileType>().Select(name => name.ToLowerInvariant())]);

    /// <summary>Returns the argument for a file of rows.</summary>
    public static Argument<string> Argument() => new("data") { Description = $"{Rows}." };

    /// <summary>Returns the argument for a file of rows that may be left out.</summary>
    /// <param name="otherwise">The default, as the end of a sentence.</param>
    public static Argument<string?> OptionalArgument(string otherwise) =>
        new("data") { Description = $"{Rows}; default: {otherwise}.", Arity = ArgumentArity.ZeroOrOne };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command verb)
    {
        foreach (var option in new Option[] { _format, _columns, _types, _delimiter, _missing }) verb.Options.Add(option);
    }

    /// <summary>Returns the names of <c>--columns</c>; none by default.</summary>
    public IReadOnlyList<string> Columns(ParseResult arguments) => CommaList.Of(arguments.GetValue(_columns));

    /// <summary>Opens a file of rows.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="path">The file, or a pattern of files.</param>
    /// <param name="model">The model that takes the rows, which has the types of its columns; null for none.</param>
    /// <param name="cancellation">Stops reading the first rows.</param>
    public RowSource Open(ParseResult arguments, string path, Model? model, CancellationToken cancellation)
    {
        if (!path.AsSpan().ContainsAny("*?[") && !File.Exists(path))
            throw new ToolException(Directory.Exists(path) ? $"{path} is a folder: name its files, as \"{Path.Combine(path, "*.csv")}\"."
                : $"There is no file {path}.");
        var type = arguments.GetValue(_format) is { } name ? Enum.Parse<FileType>(name, ignoreCase: true) : FileTypes.Of(path, "--format");
        var types = Types(arguments);
        var file = type switch
        {
            FileType.Parquet => DataFile.Parquet(path, new ParquetOptions { Types = types }),
            FileType.Jsonl => DataFile.JsonLines(path, new JsonLinesOptions { Types = types }),
            _ => DataFile.Csv(path, Csv(arguments, types)),
        };
        return model is null ? file : ModelTypes.Of(model, file, cancellation);
    }

    private CsvOptions Csv(ParseResult arguments, Dictionary<string, ColumnType> types)
    {
        var csv = new CsvOptions { Types = types };
        if (arguments.GetValue(_delimiter) is { } delimiter) csv = csv with { Delimiter = DelimiterOf(delimiter) };
        if (arguments.GetValue(_missing) is { Length: > 0 } missing) csv = csv with { Missing = [.. missing.Union(csv.Missing)] };
        return csv;
    }

    private static char DelimiterOf(string given) => given is "\\t" ? '\t' : given is [var only] ? only
        : throw new ToolException($"--delimiter takes one character, or \\t. Received '{given}'.");

    private Dictionary<string, ColumnType> Types(ParseResult arguments)
    {
        var types = new Dictionary<string, ColumnType>(StringComparer.Ordinal);
        foreach (var given in arguments.GetValue(_types) ?? [])
        {
            var at = given.LastIndexOf('=');
            if (at < 1 || !Enum.TryParse<ColumnType>(given[(at + 1)..], ignoreCase: true, out var type) || !Enum.IsDefined(type))
                throw new ToolException(
                    $"--type takes name=type, where the type is number, integer, boolean, text or date. Received '{given}'.");
            if (!types.TryAdd(given[..at], type)) throw new ToolException($"--type gives the type of '{given[..at]}' twice.");
        }
        return types;
    }
}
