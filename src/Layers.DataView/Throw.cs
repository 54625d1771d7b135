using System.Globalization;
using Microsoft.ML;

namespace Layers.DataView;

/// <summary>Every exception of this project.</summary>
internal static class Throw
{
    public static ArgumentException NoSuchColumn(string? name, IEnumerable<DataViewSchema.Column> columns) =>
        new($"The data view has no column '{name}'. Its columns are: {string.Join(", ", columns.Select(column => $"'{column.Name}'"))}.", nameof(columns));

    public static ArgumentException NoColumns() => new("The data view has no columns, and nothing can be learned from none.", "view");

    public static ArgumentException OfNoKind(DataViewSchema.Column column) =>
        new($"The data view: a feature must be a number, a text, a key, a date or a vector of numbers of a known size, and column '{column.Name}' is of type {column.Type}. Convert it in the pipeline, or name the columns you mean.", "columns");

    public static RowSourceException NotNumeric(string column, ColumnType type) =>
        new($"The data view: a batch is of numbers, and column '{column}' is of type {type}. Name or Select the columns of numbers, or read the rows with {nameof(RowSource.ReadTables)} or {nameof(RowSource.ToTable)}.");

    public static ArgumentException NameTwice(string name) =>
        new($"The data view: features are known by their names, and two are '{name}'. Rename a column or its slots.", "columns");

    public static RowSourceException CannotRead(long row, Exception fault) =>
        new($"The data view could not be read at row {row.ToString("N0", CultureInfo.InvariantCulture)} (the first row is 0): {fault.Message}", fault);
}
