using System.Globalization;
using Microsoft.ML;

namespace Layers.DataView;

/// <summary>Creates every exception of this project.</summary>
internal static class Throw
{
    public static ArgumentException NoSuchColumn(string? name, IEnumerable<DataViewSchema.Column> columns) =>
        new($"The data view has no column '{name}'. Its columns are: {string.Join(", ", columns.Select(column => $"'{column.Name}'"))}.",
            nameof(columns));

    public static ArgumentException NoColumns() => new("The data view has no columns, so nothing can be learned from it.", "view");

    public static ArgumentException OfNoKind(DataViewSchema.Column column) =>
        new("The data view: a feature must be a number, a text, a key, a date or a vector of numbers with a known size, " +
            $"but column '{column.Name}' has type {column.Type}. Convert it in the pipeline, or pass the names of the columns you " +
            "need.", "columns");

    public static RowSourceException NotNumeric(string column, ColumnType type) =>
        new($"The data view: a batch must have numbers, but column '{column}' has type {type}. Pass or Select the names of numeric " +
            $"columns, or read the rows with {nameof(RowSource.ReadTables)} or {nameof(RowSource.ToTable)}.");

    public static ArgumentException NameTwice(string name) =>
        new($"The data view: the names of features must be unique, but two are '{name}'. Rename a column or its slots.", "columns");

    public static RowSourceException CannotRead(long row, Exception fault) =>
        new($"The data view could not be read at row {row.ToString("N0", CultureInfo.InvariantCulture)} (the first row is 0): " +
            $"{fault.Message}", fault);
}
