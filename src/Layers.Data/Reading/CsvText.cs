using System.Globalization;

namespace Layers.Data;

/// <summary>A CSV file's options, as DuckDB takes them.</summary>
internal static class CsvText
{
    public static string Of(CsvOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.SampleRows ?? 1);
        ArgumentNullException.ThrowIfNull(options.Missing);
        var text = options.Delimiter is { } delimiter ? $", delim = {Sql.Text($"{delimiter}")}" : "";
        if (options.Quote is { } quote) text += $", quote = {Sql.Text($"{quote}")}";
        if (options.HasHeader is { } header) text += $", header = {(header ? "true" : "false")}";
        if (options.DecimalSeparator != '.') text += $", decimal_separator = {Sql.Text($"{options.DecimalSeparator}")}";
        if (options.Missing is not [""]) text += $", nullstr = [{string.Join(", ", options.Missing.Select(Sql.Text))}]";
        return $"{text}, sample_size = {(options.SampleRows ?? -1).ToString(CultureInfo.InvariantCulture)}";
    }
}
