namespace Layers;

internal static partial class Throw
{
    public static LayerException NoSuchColumn(Layer layer, int column, Shape received) =>
        new(layer.Name, $"{layer} selects column {Invariant(column)} of the last axis (the first is 0), " +
            $"but its input has the shape {received}. Use an input of {Nouns.Of(column + 1, "column")} or more, " +
            "or leave the column out.");

    public static ArgumentException TooFewNamesToSelect(Layer layer, int column, int names) =>
        new($"{layer} selects column {Invariant(column)} (the first is 0). Received {Nouns.Of(names, "name")}. " +
            "Name every column of the input.", "columns");
}
