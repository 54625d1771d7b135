using System.Globalization;

namespace Layers;

internal static partial class Throw
{
    public static ArgumentException WrongLabels(string loss, Shape output, Shape labels) =>
        new($"{loss}: labels need the shape of the model's output, {output}; they have {labels}.");

    public static ArgumentException WrongClassLabels(string loss, Shape output, Shape labels) =>
        new($"{loss}: labels need one class number for each sample of the model's output {output}, so the shape {output[..^1]} or {output.With(output.Rank - 1, 1)}; they have {labels}. One-hot labels go with categorical_crossentropy.");

    public static ArgumentException UnknownClass(string loss, int row, double label, long classes) =>
        new($"{loss}: label {label.ToString(CultureInfo.InvariantCulture)} of row {row} is no class; the model's output has the classes 0 to {classes - 1}.");

    public static ArgumentException NotAProbability(string loss, int row, double label) =>
        new($"{loss}: label {label.ToString(CultureInfo.InvariantCulture)} (element {row}) is outside 0 to 1.");

    public static ArgumentException CountsDiffer(string what, long count, long rows) =>
        new($"There are {rows} rows, but {count} {what}; each row needs one.");

    public static ArgumentException NoData(string what) => new($"{what} needs at least one row, but there is none.");

    public static ArgumentException NotFinite(string what, int row, int column, double value) =>
        new($"{what} must be finite numbers, but row {row}, column {column} has {value.ToString(CultureInfo.InvariantCulture)}. Fill or drop such rows before training.");

    public static ArgumentException BadSplit(double split, int rows) =>
        new($"validationSplit must leave at least one row on each side; {split.ToString(CultureInfo.InvariantCulture)} of {rows} rows does not.", nameof(split));

    public static ArgumentException BadTrainingArgument(string argument, string rule, object received) =>
        new($"{argument} must be {rule}. Received {Invariant(received)}.", argument);

    public static ArgumentException WrongWeights(Shape weights, int rows) =>
        new($"sampleWeight needs one number a row, so the shape [{rows}]; it has {weights}.");

    public static InvalidOperationException NothingToTrain(string model) =>
        new($"{model} has no trainable weights. Add a layer that has some, or set Trainable on one.");

    public static InvalidOperationException UnknownMetric(string metric, IEnumerable<string> known) =>
        new($"There is no metric '{metric}' in the logs; there are {string.Join(", ", known)}.");
}
