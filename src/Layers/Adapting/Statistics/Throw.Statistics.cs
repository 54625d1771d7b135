using System.Globalization;
using Layers.Graphs;

namespace Layers;

internal static partial class Throw
{
    public static ArgumentException StringsHaveNoStatistics(string? layer) =>
        new($"{Say.Layer(layer)}statistics are learned from numbers, but this batch has strings. " +
            "Convert them to numbers first, with a lookup or a hashing layer.");

    public static ArgumentException NoSuchAxis(string? layer, int axis, Shape shape) =>
        new($"{Say.Layer(layer)}axis {axis} holds the features, but the batch has shape {shape}. " +
            "Give data with that axis, or choose another axis.");

    public static ArgumentException FeatureCountDiffers(string? layer, long expected, long received) =>
        new($"{Say.Layer(layer)}all data that a layer learns from must have the same features. Expected {expected}, received {received}. " +
            "Check the columns.");

    public static ArgumentException NoRows(string? layer, Shape shape) =>
        new($"{Say.Layer(layer)}the batch has no rows. Received shape {shape}. " +
            "Check the query or the file that the data come from.");

    public static ArgumentException InfiniteValue(string? layer, int feature, string[]? names, long row, long rowsBefore) =>
        new($"{Say.Layer(layer)}data must be finite, because infinite values have no mean. " +
            $"{Say.Feature(feature, names)} is infinite in row {Say.Row(row, rowsBefore)}. " +
            "Features count from 0 too. Look for a division by zero or an overflow in the source, or clip the feature.");

    public static ArgumentException MissingValue(string? layer, int feature, string[]? names, long row, long rowsBefore, long missing,
        long rows) =>
        new($"{Say.Layer(layer)}data must have no missing values (NaN) under MissingValues.Throw. " +
            $"{Say.Feature(feature, names)} has {Say.Integer(missing)} in {Nouns.Of(rows, "row")}, " +
            $"and is first missing in row {Say.Row(row, rowsBefore)}. Features count from 0 too. " +
            "Put an Imputation before the layer, leave such rows out, or choose MissingValues.Ignore to learn from the other values.");

    public static ArgumentException NoRowsToWeigh(string? layer, Shape shape) =>
        new($"{Say.Layer(layer)}row weights belong to the first axis, but here each index of that axis is a feature. " +
            $"Received data of shape {shape}. Leave the weights out, or choose other axes.");

    public static ArgumentException WrongRowWeights(string? layer, Shape batch, Shape weights) =>
        new($"{Say.Layer(layer)}row weights must be one number for each index of the first axis. " +
            $"Expected shape [{batch[0]}] for data of shape {batch}, received {weights}.");

    public static ArgumentException WrongRowWeight(string? layer, int row, double weight) =>
        new($"{Say.Layer(layer)}row weights must be finite and zero or more. " +
            $"Row {Say.Integer(row)} (counted from 0) has {weight.ToString(CultureInfo.InvariantCulture)}.");

    public static ArgumentException RowWeightsDoNotMatch(string? layer, int batches, bool more) =>
        new($"{Say.Layer(layer)}each batch needs its row weights. There are row weights for " +
            (more ? $"more batches, but the data have only {Nouns.Of(batches, "batch")}."
                : $"only {Nouns.Of(batches, "batch")}, but the data have more."));

    public static ArgumentException WrongNameCount(string? layer, int names, int features) =>
        new($"{Say.Layer(layer)}each feature needs one name. Expected {Nouns.Of(features, "name")}, " +
            $"received {Say.Integer(names)}.");

    public static ArgumentException BadFeatureName(string? layer, int feature, string? name) =>
        new($"{Say.Layer(layer)}feature names must be different and not empty. " +
            $"Feature {feature} has {(string.IsNullOrEmpty(name) ? "no name" : $"the name '{name}' of an earlier feature")}. " +
            "Features count from 0.");

    public static ArgumentException NotAFeatureName(string? layer, int feature, string name) =>
        new($"{Say.Layer(layer)}feature names must not contain half of a surrogate pair, which UTF-8 and so files do not have. " +
            $"Feature {feature} has the name '{Utf8Text.Escaped(name)}'. Features count from 0. Rename the column.");

    public static ArgumentException OtherNames(string? layer, int feature, string known, string received) =>
        new($"{Say.Layer(layer)}data must have the features that were learned, in their order. " +
            $"Feature {feature} was learned as '{known}', but is '{received}' in this data. " +
            "Features count from 0. Put the columns in order, or use a new layer for other features.");

    public static ArgumentException VarianceOverflows(string? layer, int feature, string[]? names) =>
        new($"{Say.Layer(layer)}squares must fit into float64. {Say.Feature(feature, names)} has squares that overflow float64, which " +
            "holds values up to 1.8e308 and so deviations up to about 1e154. " +
            "Features count from 0. Give the feature in a larger unit, or take its logarithm.");

    public static ArgumentException TooManyRows(string? layer, long rows, long more) =>
        new($"{Say.Layer(layer)}the number of rows cannot exceed {Say.Integer(long.MaxValue)}, but {Nouns.Of(rows, "row")} and " +
            $"{Say.Integer(more)} more do. Check the states that are merged.");

    public static ArgumentOutOfRangeException NotAShare(string name, double share) =>
        new(name, share, "The share of a quantile must be from 0, the minimum, to 1, the maximum.");

    public static InvalidOperationException NoQuantiles(int feature, string? name, long count) =>
        new($"A quantile can be read only if quantiles were kept. {Say.Feature(feature, name)} has " +
            $"{(count == 0 ? "no values" : "no quantiles: it is one of many features, or from a state without quantiles")}. " +
            "Features count from 0.");

    public static InvalidOperationException NothingSeen(string? layer) =>
        new($"{Say.Layer(layer)}nothing was learned yet. Call Adapt with training data first.");

    public static InvalidOperationException MissingLearned(string? layer, int feature, string[]? names, long missing, long rows) =>
        new($"{Say.Layer(layer)}data must have no missing values (NaN) under MissingValues.Throw, but this state has some. " +
            $"{Say.Feature(feature, names)} was missing in {Say.Integer(missing)} of {Nouns.Of(rows, "row")}. Features count from 0. " +
            "Choose the policy that the state was learned with, MissingValues.Ignore or Propagate.");

    public static InvalidOperationException AllMissing(string? layer, int feature, string[]? names, long rows) =>
        new($"{Say.Layer(layer)}a feature needs at least one value to have a mean. " +
            $"{Say.Feature(feature, names)} is missing (NaN) in every row ({Nouns.Of(rows, "row")}). Features count from 0. " +
            "Drop it, or fill it in.");

    public static InvalidDataException StateLength(string name, int? length, int features) =>
        new($"Saved statistics must have one {name} for each feature ({Nouns.Of(features, "feature")}), but have " +
            $"{length?.ToString(CultureInfo.InvariantCulture) ?? "none"}. The file is damaged.");

    public static InvalidDataException StateRows(long rows) =>
        new($"Saved statistics have an impossible number of rows, {Say.Integer(rows)}. The file is damaged.");

    public static ArgumentException NoMoments(int feature) =>
        new($"A state needs the moments of each feature, but those of feature {feature} (counted from 0) are null.");

    public static ArgumentException GivenMoments(int feature, string fault) =>
        new($"A state must have moments that some data can have, but feature {feature} has {fault}. Features count from 0. " +
            "Check the program that computed them.");

    public static InvalidDataException SketchLevels(int levels, int most) =>
        new($"Saved quantiles have at most {Say.Integer(most)} levels, but these have {Say.Integer(levels)}. The file is damaged.");

    public static InvalidDataException StateFeature(int feature, string fault) =>
        new($"Saved statistics must have moments that some data can have, but feature {feature} has {fault}. Features count from 0. " +
            "The file is damaged.");
}

/// <summary>Parts of the messages.</summary>
file static class Say
{
    public static string Layer(string? layer) => layer is null ? "" : $"{layer}: ";

    public static string Feature(int feature, string[]? names) => Feature(feature, names?[feature]);

    public static string Feature(int feature, string? name) =>
        name is null ? $"Feature {Integer(feature)}" : $"Feature {Integer(feature)} ('{name}')";

    public static string Integer(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Row(long row, long rowsBefore) =>
        rowsBefore == 0 ? $"{Integer(row)} (the first is 0)"
            : $"{Integer(row)} of this batch (the first is 0; {Nouns.Of(rowsBefore, "row")} " +
            "came before it)";
}
