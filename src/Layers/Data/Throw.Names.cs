namespace Layers;

internal static partial class Throw
{
    public static ArgumentException MissingColumn(string owner, string name, IReadOnlyList<string> learned, IReadOnlyList<string> received) =>
        new($"{owner} was adapted to the columns {Some(learned)}; the rows have {Some(received)}, and no '{name}'.{Nearest.Hint(name, received.Except(learned))} Names match exactly; their order does not matter.");

    public static ArgumentException UnknownColumn(string owner, string name, IReadOnlyList<string> learned) =>
        new($"{owner} was adapted to the columns {Some(learned)}; it knows no '{name}'.{Nearest.Hint(name, learned)} Leave the column out, with Select.");

    public static ArgumentException NoSuchColumn(RowSource source, string? name, IReadOnlyList<string> columns) =>
        new($"{source.Description} has no column '{name}'; it has {Some(columns)}.{Nearest.Hint(name ?? "", columns)}");

    public static ArgumentException ColumnTwice(RowSource source, string name) => new($"{source.Description}: the column '{name}' is selected twice. Name each once.");

    public static ArgumentException NoColumns(RowSource source) => new($"{source.Description}: no column is selected. Name one or more.");

    // A table of thousands of columns is no message.
    private static string Some(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(12).Select(name => $"'{name}'")) + (names.Count > 12 ? $" and {names.Count - 12} more" : "");
}
