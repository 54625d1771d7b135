using System.Globalization;
using Layers.Graphs;

namespace Layers;

internal static partial class Throw
{
    public static ArgumentException NoLabels(string? layer) =>
        new($"{Of(layer)}labels are counted by category, but the batch has none. Give them with the features.");

    public static ArgumentException OneLabelARow(string? layer, Shape features, Shape labels) =>
        new($"{Of(layer)}each row has one label. Expected labels of shape (rows) or (rows, 1) for features of shape {features}, received " +
            $"{labels}. Give one-hot labels as the index of their class.");

    public static ArgumentException OtherKindOfLabels(string? layer, bool areTexts, DType received) =>
        new($"{Of(layer)}labels are {(areTexts ? "classes that are texts" : "numbers")} here, but the batch has {received}. " +
            "Give all batches labels of one kind. Texts are classes, so a target type of numbers does not take them.");

    public static ArgumentException NoClass(string? layer, string label, long row, long before) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{Of(layer)}labels are classes here, so they must be texts or whole numbers. " +
            $"Row {before + row} (the first is 0) has {label}. Use TargetType.Continuous for labels that are numbers."));

    public static ArgumentException NoNumber(string? layer, double label, long row, long before) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{Of(layer)}labels must be finite numbers. " +
            $"Row {before + row} (the first is 0) has {label}. Leave out the rows whose label is missing."));

    public static InvalidDataException StateOfLabels(string fault) =>
        new($"Saved labels by category must be those of some data, but these have {fault}. The file is damaged.");

    private static string Of(string? layer) => layer is null ? "" : $"{layer}: ";
}
