using System.Globalization;

namespace Layers;

internal static partial class Throw
{
    public static ArgumentException TableWithoutColumns() => new("A table needs a column or more. Column.Number, Column.Text and the like make them.", "columns");

    public static ArgumentException TwoColumnsOfOneName(string name) => new($"A table's columns are known by their names, and two are '{name}'. Rename one.", "columns");

    public static ArgumentException RowsDiffer(Column first, Column other) =>
        new($"A table's columns have as many rows each: '{first.Name}' has {Rows(first.Count)}, and '{other.Name}' has {Rows(other.Count)}.", "columns");

    public static ArgumentException OtherColumnType(Table table, Column column, ColumnType type) =>
        new($"{table.Description}: column '{column.Name}' is of type {column.Type}, and {type} was asked for. Read it with {Reader(column.Type)}(\"{column.Name}\").", "name");

    public static ArgumentException LocalDate(string column, int row, DateTime date) =>
        new($"Column '{column}', row {Row(row)} (the first row is 0): {DateKinds.Written(date)} is of DateTimeKind.Local, which is another instant on another machine. Give it as an instant, with " +
            "ToUniversalTime, or as a date without a zone, with DateTime.SpecifyKind(date, DateTimeKind.Unspecified).", "values");

    public static ArgumentException DatesOfTwoKinds(string column, int row, DateTime date) =>
        new($"Column '{column}', row {Row(row)} (the first row is 0): {DateKinds.Written(date)} is {(date.Kind == DateTimeKind.Utc ? "an instant (UTC), and dates before it have no time zone" : "without a time zone, and dates before it are instants (UTC)")}. " +
            "A column has dates of one kind.", "values");

    public static ArgumentException NotOfTensorType(Column column, DType type) =>
        new($"Column '{column.Name}' is of type {column.Type}, which does not go into a tensor of {type.Name()}. {Targets(column.Type)}", nameof(type));

    public static ArgumentException MissingInTensor(Column column, int row, DType type) =>
        new($"Column '{column.Name}' has no value in row {Row(row)} (the first row is 0), and {type.Name()} has nothing for a missing one. " +
            (column.Type == ColumnType.Date ? "Leave such rows out, or take the texts." : "Ask for float64, where it is NaN, or leave such rows out."), nameof(type));

    public static ArgumentException NumbersAndTexts(IReadOnlyList<Column> columns) =>
        new($"A tensor has elements of one type, and column '{First(columns, isText: false).Name}' is of type {First(columns, isText: false).Type} while '{First(columns, isText: true).Name}' is of type " +
            $"{First(columns, isText: true).Type}. Select the columns of one kind.", "type");

    public static ArgumentException EmptyAndMissing(Column column, int empty, int missing) =>
        new($"Column '{column.Name}' has an empty text in row {Row(empty)} and a missing one in row {Row(missing)} (the first row is 0), and as texts of a tensor both would be empty. Say with 'missing' which text stands " +
            "for a missing one; \"\" takes both for the same.", "missing");

    public static ArgumentOutOfRangeException NoShare(string parameter, double share) =>
        new(parameter, share, "A share of rows is more than 0 and less than 1, as 0.8 is for 80 %.");

    public static ArgumentOutOfRangeException SharesTooLarge(double training, double validation) =>
        new(nameof(validation), validation, $"The shares of the first two tables must leave rows for the third: {Real(training)} and {Real(validation)} together are not less than 1.");

    public static ArgumentException EmptyPart(Table table, decimal share, int part) =>
        new($"{table.Description} has {Rows(table.RowCount)}, and a share of {share.ToString(CultureInfo.InvariantCulture)} of them is none: the {part switch { 0 => "first", 1 => "second", _ => "third" }} table of the split would be " +
            "empty. Take more rows or other shares.");

    public static RowSourceException NotNumbers(RowSource source, string column, ColumnType type, IEnumerable<string> numbers) =>
        new($"{source.Description}: a batch is of numbers, and column '{column}' is of type {type}. {(numbers.ToList() is { Count: > 0 } some ? $"Select those of numbers ({Some(some)})" : "No column is of numbers")}, or read the " +
            $"rows with {nameof(RowSource.ReadTables)} or {nameof(RowSource.ToTable)}.");

    public static RowSourceException TypesOfOtherColumns(RowSource source, int types) =>
        new($"{source.Description} has {source.Columns.Count} columns and {types} types. {nameof(RowSource.Types)} gives one for each column, in their order.");

    public static RowSourceException ReadsNoTables(RowSource source, string column, ColumnType type) =>
        new($"{source.Description}: column '{column}' is of type {type}, which batches of numbers do not hold. A source with such columns overrides {nameof(RowSource.ReadTables)}.");

    public static RowSourceException BeyondNumbers(RowSource source, string column, long row, long value) =>
        new($"{source.Description}: column '{column}', row {Row(row)} (the first row is 0) has the integer {Row(value)}, which float64 does not hold exactly. Let the source's {nameof(RowSource.Types)} say " +
            $"{nameof(ColumnType)}.{nameof(ColumnType.Integer)} for it.");

    public static RowSourceException NotOfColumnType(RowSource source, string column, ColumnType type, long row, double value) =>
        new($"{source.Description}: column '{column}', row {Row(row)} (the first row is 0) has {Real(value)}, which is no {(type == ColumnType.Integer ? "whole number of 64 bits" : "truth value, 0 or 1")} as its type " +
            $"{type} says.");

    public static RowSourceException PartsDiffer(RowSource source, Table first, Table other) =>
        new($"{source.Description}: the tables that it reads must have the same columns of the same types. The first has {Shape(first)}, and a later one has {Shape(other)}.");

    public static RowSourceException CannotJoin(RowSource source, ArgumentException fault) => new($"{source.Description}: {fault.Message}", fault);

    private static Column First(IReadOnlyList<Column> columns, bool isText) => columns.First(column => (column.Type is ColumnType.Text or ColumnType.Date) == isText);

    private static string Reader(ColumnType type) => type switch
    {
        ColumnType.Number => nameof(Table.Numbers),
        ColumnType.Integer => nameof(Table.Integers),
        ColumnType.Boolean => nameof(Table.Booleans),
        ColumnType.Text => nameof(Table.Texts),
        _ => nameof(Table.Dates),
    };

    private static string Targets(ColumnType type) => type switch
    {
        ColumnType.Number => "Numbers go into float32 and float64.",
        ColumnType.Integer => "Integers go into int64, float32 and float64.",
        ColumnType.Boolean => "Truth values go into bool, int64, float32 and float64.",
        ColumnType.Text => "Texts go into string.",
        _ => "Dates go into string (ISO 8601) and int64 (ticks).",
    };

    private static string Shape(Table table) => Some([.. table.Columns.Zip(table.Types, (name, type) => $"{name}: {type}")]);

    private static string Rows(long count) => count == 1 ? "1 row" : $"{Row(count)} rows";

    private static string Row(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Real(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
