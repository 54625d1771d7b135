using System.Globalization;
using Layers.Graphs;

namespace Layers;

internal static partial class Throw
{
    public static ArgumentException NoLabels(string? layer) =>
        new($"{Of(layer)}labels are counted by category, and the batch has none. Give them beside the features.");

    public static ArgumentException OneLabelARow(string? layer, Shape features, Shape labels) =>
        new($"{Of(layer)}each row has one label. Expected labels of shape (rows) or (rows, 1) for features of shape {features}, received {labels}. Give one-hot labels as the index of their class.");

    public static ArgumentException OtherKindOfLabels(string? layer, bool areTexts, DType received) =>
        new($"{Of(layer)}labels are {(areTexts ? "classes that are texts" : "numbers")} here, and the batch has {received}. Give all batches labels of one kind; texts are classes, so not with a target type of numbers.");

    public static ArgumentException NoClass(string? layer, string label, long row, long before) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{Of(layer)}labels are classes here, so texts or whole numbers. Row {before + row} (the first is 0) has {label}. Use TargetType.Continuous for labels that are numbers."));

    public static ArgumentException NoNumber(string? layer, double label, long row, long before) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{Of(layer)}labels are finite numbers. Row {before + row} (the first is 0) has {label}. Leave out the rows whose label is missing."));

    public static InvalidDataException StateOfLabels(string fault) =>
        new($"Saved labels by category must be those that data can have, and these have {fault}. The file is damaged.");

    private static string Of(string? layer) => layer is null ? "" : $"{layer}: ";
}
