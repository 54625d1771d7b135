namespace Layers;

internal static partial class Throw
{
    public static ArgumentException MissingColumn(string owner, string name, IReadOnlyList<string> learned,
        IReadOnlyList<string> received) =>
        new($"{owner}: the rows have no column '{name}', to which it was adapted.{Nearest.Hint(name, received.Except(learned))} " +
            $"Names must match exactly; their order does not matter. The rows have {NameList.Quoted(received, name)}, " +
            $"and it was adapted to {NameList.Quoted(learned, name)}.");

    public static ArgumentException UnknownColumn(string owner, string name, IReadOnlyList<string> learned) =>
        new($"{owner} was not adapted to a column '{name}'.{Nearest.Hint(name, learned)} Leave the column out, with Select. " +
            $"It was adapted to {NameList.Quoted(learned, name)}.");

    public static ArgumentException NoSuchColumn(RowSource source, string? name, IReadOnlyList<string> columns) =>
        new($"{source.Description} has no column '{name}'.{Nearest.Hint(name ?? "", columns)} It has {NameList.Quoted(columns, name)}.");

    public static ArgumentException ColumnTwice(RowSource source, string name) =>
        new($"{source.Description}: the column '{name}' is selected twice. Name each column once.");

    public static ArgumentException NoColumns(RowSource source) => new($"{source.Description}: no column is selected. Name one or more.");

    private static string Some(IReadOnlyList<string> names) => NameList.Quoted(names);
}
