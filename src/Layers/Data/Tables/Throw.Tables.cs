using System.Globalization;

namespace Layers;

internal static partial class Throw
{
    public static ArgumentException TableWithoutColumns() =>
        new("A table needs one or more columns. Create them with Column.Number, Column.Text and the like.", "columns");

    public static ArgumentException TwoColumnsOfOneName(string name) =>
        new($"The names of a table's columns must be unique, but two columns are named '{name}'. Rename one.", "columns");

    public static ArgumentException RowsDiffer(Column first, Column other) =>
        new($"All columns of a table must have the same number of rows, but '{first.Name}' has {Rows(first.Count)} and '{other.Name}' " +
            $"has {Rows(other.Count)}.", "columns");

    public static ArgumentException OtherColumnType(Table table, Column column, ColumnType type) =>
        new($"{table.Description}: column '{column.Name}' is of type {column.Type}, but {type} was requested. " +
            $"Read it with {Reader(column.Type)}(\"{column.Name}\").", "name");

    public static ArgumentException LocalDate(string column, int row, DateTime date) =>
        new($"Column '{column}', row {Row(row)} (the first row is 0): {DateKinds.Written(date)} has DateTimeKind.Local, which is another " +
            "instant on another machine. " +
            "Give it as an instant, with ToUniversalTime, or as a date without a zone, with DateTime.SpecifyKind(date, " +
            "DateTimeKind.Unspecified).", "values");

    public static ArgumentException DatesOfTwoKinds(string column, int row, DateTime date) =>
        new($"Column '{column}', row {Row(row)} (the first row is 0): {DateKinds.Written(date)} is " +
            (date.Kind == DateTimeKind.Utc ? "an instant (UTC), but earlier dates have no time zone. "
                : "without a time zone, but earlier dates are instants (UTC). ") +
            "All dates of a column must be of one kind.", "values");

    public static ArgumentException NotOfTensorType(Column column, DType type) =>
        new($"Column '{column.Name}' is of type {column.Type}, which cannot become a tensor of {type.Name()}. " +
            $"{Targets(column.Type)}", nameof(type));

    public static ArgumentException MissingInTensor(Column column, int row, DType type) =>
        new($"Column '{column.Name}' has no value in row {Row(row)} (the first row is 0), but {type.Name()} has no missing value. " +
            (column.Type == ColumnType.Date ? "Leave such rows out, or use the texts."
                : "Use float64, which has NaN, or leave such rows out."), nameof(type));

    public static ArgumentException NumbersAndTexts(IReadOnlyList<Column> columns) =>
        new($"All elements of a tensor must have one type, but column '{First(columns, isText: false).Name}' is of type " +
            $"{First(columns, isText: false).Type} " +
            $"and '{First(columns, isText: true).Name}' is of type {First(columns, isText: true).Type}. " +
            "Select columns of one kind.", "type");

    public static ArgumentException EmptyAndMissing(Column column, int empty, int missing) =>
        new($"Column '{column.Name}' has an empty text in row {Row(empty)} and a missing text in row {Row(missing)} (the first row is " +
            "0), and both would be empty in a tensor. " +
            "Give the text for missing texts as 'missing'; \"\" makes both the same.", "missing");

    public static ArgumentOutOfRangeException NoShare(string parameter, double share) =>
        new(parameter, share, "A share of rows must be more than 0 and less than 1, for example 0.8 for 80 %.");

    public static ArgumentOutOfRangeException SharesTooLarge(double training, double validation) =>
        new(nameof(validation), validation, "The shares of the first two tables must leave rows for the third, but the sum of " +
            $"{Real(training)} and {Real(validation)} is not less than 1.");

    public static ArgumentException EmptyPart(Table table, decimal share, int part) =>
        new($"{table.Description} has {Rows(table.RowCount)}, and a share of {share.ToString(CultureInfo.InvariantCulture)} of them has " +
            "no rows: " +
            $"the {part switch { 0 => "first", 1 => "second", _ => "third" }} table of the split would be empty. " +
            "Use more rows or other shares.");

    public static RowSourceException NotNumbers(RowSource source, string column, ColumnType type, IEnumerable<string> numbers) =>
        new($"{source.Description}: a batch has only numbers, but column '{column}' is of type {type}. " +
            $"{(numbers.ToList() is { Count: > 0 } some ? $"Select the columns of numbers ({Some(some)})" : "No column has numbers")}, " +
            $"or read the rows with {nameof(RowSource.ReadTables)} or {nameof(RowSource.ToTable)}.");

    public static RowSourceException TypesOfOtherColumns(RowSource source, int types) =>
        new($"{source.Description} has {Nouns.Of(source.Columns.Count, "column")} but {Nouns.Of(types, "type")}. " +
            $"{nameof(RowSource.Types)} must have one type for each column, in their order.");

    public static RowSourceException ReadsNoTables(RowSource source, string column, ColumnType type) =>
        new($"{source.Description}: column '{column}' is of type {type}, which batches of numbers cannot hold. " +
            $"A source with such columns must override {nameof(RowSource.ReadTables)}.");

    public static RowSourceException BeyondNumbers(RowSource source, string column, long row, long value) =>
        new($"{source.Description}: column '{column}', row {Row(row)} (the first row is 0) has the integer {Row(value)}, which float64 " +
            "cannot hold exactly. " +
            $"Return {nameof(ColumnType)}.{nameof(ColumnType.Integer)} for the column in the source's {nameof(RowSource.Types)}.");

    public static RowSourceException NotOfColumnType(RowSource source, string column, ColumnType type, long row, double value) =>
        new($"{source.Description}: column '{column}', row {Row(row)} (the first row is 0) has {Real(value)}, " +
            $"which is not {(type == ColumnType.Integer ? "an integer of 64 bits" : "a Boolean, 0 or 1")}, as the column's type " +
            $"{type} requires.");

    public static RowSourceException PartsDiffer(RowSource source, Table first, Table other) =>
        new($"{source.Description}: all tables that it reads must have the same columns with the same types. " +
            $"The first has {Shape(first)}, but a later table has {Shape(other)}.");

    public static RowSourceException CannotJoin(RowSource source, ArgumentException fault) =>
        new($"{source.Description}: {fault.Message}", fault);

    private static Column First(IReadOnlyList<Column> columns, bool isText) =>
        columns.First(column => (column.Type is ColumnType.Text or ColumnType.Date) == isText);

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
        ColumnType.Number => "Numbers can become float32 and float64.",
        ColumnType.Integer => "Integers can become int64, float32 and float64.",
        ColumnType.Boolean => "Booleans can become bool, int64, float32 and float64.",
        ColumnType.Text => "Texts can become string.",
        _ => "Dates can become string (ISO 8601) and int64 (ticks).",
    };

    private static string Shape(Table table) => Some([.. table.Columns.Zip(table.Types, (name, type) => $"{name}: {type}")]);

    private static string Rows(long count) => Nouns.Of(count, "row");

    private static string Row(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Real(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
