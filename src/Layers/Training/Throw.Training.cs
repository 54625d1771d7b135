using System.Globalization;

namespace Layers;

internal static partial class Throw
{
    public static ArgumentException WrongLabels(string loss, Shape output, Shape labels) =>
        new($"{loss}: labels need the shape of the model's output, {output}; they have {labels}.");

    public static ArgumentException MaskOfAnotherShape(string loss, Shape mask, Shape losses) =>
        new($"{loss}: the model's output has a mask of shape {mask}, but the losses have the shape {losses}, " +
            "so the mask cannot be applied to them. Remove the mask with a layer that drops it, such as Flatten or Reshape.");

    public static ArgumentException WrongClassLabels(string loss, Shape output, Shape labels) =>
        new($"{loss}: labels need one class number for each sample of the model's output {output}, " +
            $"so the shape {output[..^1]} or {output.With(output.Rank - 1, 1)}; they have {labels}. " +
            "One-hot labels go with categorical_crossentropy.");

    public static ArgumentException UnknownClass(string loss, string place, double label, long classes) =>
        new($"{loss}: label {label.ToString(CultureInfo.InvariantCulture)} of {place} (counted from 0) is not a class; " +
            $"the model's output has the classes 0 to {classes - 1}.");

    public static ArgumentException NotAProbability(string loss, string place, double label) =>
        new($"{loss}: label {label.ToString(CultureInfo.InvariantCulture)} of {place} (counted from 0) is outside 0 to 1.");

    public static ArgumentException CountsDiffer(string what, long count, long rows) =>
        new($"The data have {Nouns.Of(rows, "row")}, but the number of {what} is {Nouns.Of(count)}; each row needs one.");

    public static ArgumentException OtherSizesThanTheFirst(Shape first, Shape received) =>
        new($"The first batch has a tensor of shape {first}, and a later batch has {received} in its place. " +
            "All batches need the same shapes, except for the number of rows: pad or cut them.");

    public static ArgumentException NoData(string what) => new($"{what} needs at least one row, but there is none.");

    public static ArgumentException NotFinite(string what, string place, int column, double value, bool areFeatures) =>
        new($"{what} must be finite numbers, but {place}, column {column} has {value.ToString(CultureInfo.InvariantCulture)}. " +
            "Rows and columns count from 0. " +
            (areFeatures && double.IsNaN(value)
                ? "Fill missing values inside the model, with Imputation before the first layer that computes, " +
                    "or leave such rows out before training." : "Leave such rows out before training."));

    public static ArgumentException BadSplit(double split, int rows) =>
        new($"validationSplit must leave at least one row on each side; " +
            $"{split.ToString(CultureInfo.InvariantCulture)} of {Nouns.Of(rows, "row")} does not.", "validationSplit");

    public static ArgumentException BadTrainingArgument(string argument, string rule, object received) =>
        new($"{argument} must be {rule}. Received {Invariant(received)}.", argument);

    public static ArgumentException WrongWeights(Shape weights, int rows) =>
        new($"sampleWeight needs one number for each row, so the shape [{rows}]; it has {weights}.");

    public static ArgumentException CannotUpdate(Weight weight) =>
        new($"{weight.Path} is trainable, so the optimizer sets its value after a step. " +
            "Add it with trainable: false to update it yourself.", nameof(weight));

    public static InvalidOperationException SoftmaxOfOne(string output, Shape shape) =>
        new($"The output '{output}' of shape {shape} is a softmax over one unit, which is always 1, " +
            "so the model cannot learn. " +
            "Use Activation.Sigmoid with Loss.BinaryCrossentropy for two classes, or a unit for each class.");

    public static InvalidOperationException NothingToTrain(string model) =>
        new($"{model} has no trainable weights. Add a layer that has trainable weights, or set Trainable to true on a layer.");

    public static InvalidOperationException UnknownMetric(string owner, string metric, IEnumerable<string> known) =>
        new($"{owner} asks for '{metric}', which the logs do not have.{Nearest.Hint(metric, known)} They have " +
            $"{NameList.Of(known, metric)}.");

    public static InvalidOperationException NothingValidated(string owner, string log, string trained) =>
        new($"{owner} asks for '{log}', and this training has no validation data. Give validationSplit: 0.2, " +
            "which keeps the last rows for validation, " +
            $"or validationData; or ask for '{trained}', the value of the training data.");

    public static InvalidOperationException ValidatedAfterEpochs(string owner, string log, string trained) =>
        new($"{owner} asks for '{log}' every few steps, but validation runs only after an epoch. Ask for '{trained}', " +
            "or omit saveEverySteps.");

    public static InvalidOperationException RateIsScheduled(string optimizer) =>
        new($"The learning rate of {optimizer} follows a schedule, so it cannot be set. " +
            "Set Schedule to null first, or give the optimizer one learning rate.");

    public static ArgumentException TwoClips(string argument) =>
        new($"{argument} cannot be set, because another of the three limits of gradients is set. " +
            "Use one of ClipNorm, ClipValue and GlobalClipNorm.", argument);

    public static InvalidDataException BadCompile(string owner, Exception inner) =>
        new($"The file was compiled with {owner}, whose settings cannot be used. {inner.Message} " +
            "Load it with compile: false to predict, or compile it again.", inner);

    public static ArgumentException LossOfEachSample(string loss) =>
        new($"{loss}: without a reduction there is one loss per sample, but training needs a single number. " +
            "Use LossReduction.SumOverBatchSize, Sum or MeanWithSampleWeight.");

    public static NotSupportedException CrossentropyHasNoSettings() =>
        new("A file stores the loss crossentropy as a name without settings. " +
            "Compile with BinaryCrossentropy, CategoricalCrossentropy or SparseCategoricalCrossentropy " +
            "to save a model with another name or reduction.");

    public static ArgumentException WrongMetricLabels(string metric, Shape output, Shape labels) =>
        new($"{metric}: labels need the shape of the model's output, {output}; they have {labels}.");

    public static ArgumentException NeedsColumns(string metric, Shape output) =>
        new($"{metric} needs an output of shape [batch, columns] with a known number of columns; the model's output has {output}.");

    public static NotSupportedException FunctionHasNoSettings(string metric) =>
        new($"The metric {metric} cannot be saved: it is a function in Keras, and a file stores the name of a function without settings. " +
            "Use its defaults, or another metric.");

    public static InvalidOperationException UnknownDirection(string owner, string log, IEnumerable<string> known) =>
        new($"{owner}: it is not known whether '{log}' should grow or shrink: it is neither the loss nor a metric of this model " +
            $"with a direction.{Nearest.Hint(log, known.Concat(known.Select(name => "val_" + name)))} " +
            "Give MonitorMode.Min or MonitorMode.Max.");

    public static InvalidOperationException LossNotFinite(int epoch, int step, double loss, double learningRate) =>
        new($"The loss became {loss.ToString(CultureInfo.InvariantCulture)} in epoch {Invariant(epoch)}, " +
            $"batch {Invariant(step)} (both counted from 0), " +
            "and the weights are not finite either. Create the model again, and try one of these: " +
            $"a learning rate below {((float)learningRate).ToString(CultureInfo.InvariantCulture)}, or ClipNorm, " +
            "if the loss grew before; " +
            "labels and features of about 1, by Normalization or a scaler, " +
            "if they are large; Imputation before the first layer that computes, if features are missing (NaN). " +
            "TerminateOnNaN ends training without an error, and ChecksLoss = false continues training.");

    public static ArgumentException BadCheckpointPath(string path, string rule) =>
        new($"A checkpoint's path must end in {rule}. Received '{path}'.", nameof(path));

    public static ArgumentException BadPathFormat(string path, string field) =>
        new($"The path '{path}' has the field {field}, whose format is not known. " +
            "Use one of Python's formats such as :02d, :.2f or :.3e, or no format.", nameof(path));

    public static ArgumentException BadCallbackState(string name, Shape shape) =>
        new($"'{name}' of a callback's state must be one number that is in range; it has shape {shape}.");

    public static ArgumentException OtherWeights(int expected, int received) =>
        new($"Training changes {Nouns.Of(expected, "weight")}. Received {Nouns.Of(received)}.");

    public static InvalidDataException BadBackup(string path) =>
        new($"'{path}' does not have the epoch to continue from. Delete the backup to start again.");

    public static ArgumentException TwoWeights() =>
        new("Give classWeight or sampleWeight, not both: each sets the weight of a row. " +
            "To use both, multiply them into sampleWeight.");

    public static ArgumentException ClassesOfRows(Shape labels) =>
        new("classWeight needs one class for each row, so labels of shape [rows], [rows, 1] or one-hot [rows, classes]; they have " +
            $"{labels}.");

    public static NotSupportedException AccuracyHasNoSettings(string metric) =>
        new($"The metric {metric} cannot be saved: a file stores the accuracy that fits the shapes under the name accuracy only. " +
            "Use BinaryAccuracy, CategoricalAccuracy or SparseCategoricalAccuracy with another name.");
}
