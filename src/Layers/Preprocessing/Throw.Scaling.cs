using System.Text.Json.Nodes;
using Layers.Graphs;

namespace Layers;

internal static partial class Throw
{
    public static LayerException TooFewNames(Layer layer, long features, int names) =>
        new(layer.Name, $"{layer} indicates features up to {features - 1} (the first is 0), so its input has " +
            $"{Nouns.Of(features, "column")} or more. " +
            $"Received {Nouns.Of(names, "name")}. Name every column of the input.");

    public static LayerException NeedsFeatures(Layer layer, int rank) =>
        new(layer.Name, $"{layer} learns numbers for each feature on the last axis, so its data need two or more axes, the batch first: " +
            $"(rows, features). Received rank {rank}.");

    public static LayerException NoInverse(Layer layer) =>
        new(layer.Name, $"{layer} was created with invert: true, but its class has no inverse. Override Inverse, or leave invert out.");

    public static LayerException WrongFit(Layer layer, int expected, int received) =>
        new(layer.Name, $"{layer}: Fit must return all numbers that Numbers lists, {Invariant(expected)} in total. " +
            $"Received {Invariant(received)}.");

    public static ArgumentException UnknownNumber(Layer layer, string name, IEnumerable<string> known) =>
        new($"{layer} does not learn '{name}'. It learns {string.Join(", ", known)}.", nameof(name));

    public static LayerException NoStockForm(Layer layer, Op op, IEnumerable<Op> known) =>
        new(layer.Name, $"{layer}: files store its formula as Keras's operations, but Keras has none for the operator {op}" +
            $"{(known.Any() ? "" : " of numbers that do not depend on the input")}. " +
            (known.Any() ? $"Write the formula with {string.Join(", ", known)}." : "Apply it to values that depend on the input."));

    public static LayerException ConstantFormula(Layer layer) =>
        new(layer.Name, $"{layer}: its formula does not depend on its input, so a file cannot store it.");

    public static InvalidDataException NotWrittenAsStock(string layer, string className) =>
        new($"{layer}: '{className}' is not a layer that files store as stock layers");

    public static InvalidDataException NotALine(string path) =>
        new($"{(path.Length == 0 ? "the model" : path)} is marked as Sequential, but is not a functional model in the file");

    public static LayerException WrongArgumentCount(string layer, string operation, int expected, int received) =>
        new(layer, $"{layer}: Keras's operation {operation} has {Nouns.Of(expected, "argument")}. Received {received}.");

    public static LayerException WrongTensorCount(Layer layer, string operation, int expected, int received) =>
        new(layer.Name, $"{layer}: Keras's operation {operation} is called on {Nouns.Of(expected, "tensor")} here. Received {received}.");

    public static ArgumentException NeedsCondition(string operation, DType received) =>
        new($"Keras's operation {operation} needs a condition of type bool, but received {received.Name()}.");

    public static ArgumentException UnsupportedAxis(System.Text.Json.Nodes.JsonNode? axis, int rank) =>
        new($"the axis must be one of the operation's input, which has {Nouns.Of(rank, "axis")}. Received " +
            $"{axis?.ToJsonString() ?? "none"}.");

    public static InvalidDataException UnknownOperation(string owner, string operation) =>
        new($"{owner}: Layers does not have Keras's operation {operation}.{Nearest.Hint(operation, StockOperation.Names)} " +
            $"It has {NameList.Of(StockOperation.Names, operation)}.");

    public static InvalidDataException SharedOperation(string owner, int calls) =>
        new($"{owner}: an operation of Keras must be called once, but the file calls it {calls} times.");

    public static LayerException BadBounds(string layer, string rule, TensorData minimum, TensorData maximum) =>
        new(layer, $"{layer}: {rule}. Received the minimum {minimum} and the maximum {maximum}.");

    public static LayerException BoundsDoNotFit(Layer layer, Shape bounds, Shape received) =>
        new(layer.Name, $"{layer} has bounds of shape {bounds}, one for each feature on the last axis, but the input has shape " +
            $"{received}.");

    public static LayerException RangeNotKnown(Layer layer, FeatureReport feature) =>
        new(layer.Name, $"{layer} learns from the smallest and the largest value of each feature, " +
            $"but the state does not have those of feature {Feature(feature)}: its minimum is -∞ and its maximum ∞. " +
            "Features count from 0. Give the state the minimum and the maximum, or adapt the layer to the rows themselves.");

    public static LayerException NumberOverflows(Layer layer, FeatureReport feature, string number, double value) =>
        new(layer.Name, $"{layer}: feature {Feature(feature)} would have {Invariant(value)} among its {number}, which is beyond float32. " +
            "Features count from 0. Give the feature in another unit, or the layer dtype: DTypePolicy.Float64.");

    public static LayerException StatisticDoesNotFit(Layer layer, FeatureReport feature, Weight weight, double value) =>
        new(layer.Name, $"{layer}: feature {Feature(feature)} has the {weight.Name} {Invariant(value)}, which is beyond " +
            $"{weight.Type.Name()}. " +
            "Features count from 0. Give the feature in another unit, or the layer " +
            (weight.Type is DType.Float16 or DType.BFloat16
                ? "a policy with wider weights: DTypePolicy.MixedFloat16, MixedBFloat16 or Float64."
                : "dtype: DTypePolicy.Float64."));

    public static LayerException NumberVanishes(Layer layer, FeatureReport feature, string number, double value) =>
        new(layer.Name, $"{layer}: feature {Feature(feature)} would be divided by {Invariant(value)}, its {number}, which is too small " +
            "for float32. Features count from 0. Give the feature in another unit, or the layer dtype: DTypePolicy.Float64.");

    public static LayerException GivenNotHeld(Layer layer, string argument, int? place, double number, DType type) =>
        new(layer.Name, $"{layer}: {argument} must be finite in {type.Name()}, in which {Invariant(number)}{At(place)} would be " +
            $"infinite. Give it in another unit{(argument is "minimum" or "maximum" ? ", or infinity for no bound" : "")}, or the layer " +
            $"{Wider(type)}.");

    public static LayerException GivenVanishes(Layer layer, string argument, int? place, double number, DType type) =>
        new(layer.Name, $"{layer}: {argument} must keep its digits in {type.Name()}, in which {Invariant(number)}{At(place)} would lose " +
            $"them or become 0. Give the data in another unit, or the layer {Wider(type)}.");

    public static LayerException SeenNotHeld(Layer layer, FeatureReport feature, double seen) =>
        new(layer.Name, $"{layer}: feature {Feature(feature)} has {Invariant(seen)}, which the layer outputs unchanged and which would " +
            $"be infinite in {layer.Policy.ComputeType.Name()}. Features count from 0. " +
            $"Give the feature in another unit, or the layer {Wider(layer.Policy.ComputeType)}.");

    public static LayerException ResultNotHeld(Layer layer, FeatureReport feature, double seen, double result, DType type, string wayOut) =>
        new(layer.Name, $"{layer}: feature {Feature(feature)} has {Invariant(seen)}, which would become infinite in {type.Name()}. " +
            $"Features count from 0. {wayOut}{(double.IsFinite(result) ? $" Or give the layer {Wider(type)}." : "")}");

    public static string PowerTooLarge(double lambda) =>
        $"Its λ is {lambda.ToString("g6", System.Globalization.CultureInfo.InvariantCulture)}: " +
        "leave standardize at true, which counts from the middle of the feature, or subtract a constant from the feature first.";

    public static InvalidDataException BadNumbers(string owner, string number, Shape expected) =>
        new($"{owner}: the file must have '{number}' of shape {expected}, as for all learned numbers of each feature.");

    public static LayerException NotPositive(Layer layer, FeatureReport feature) =>
        new(layer.Name, $"{layer}: the Box-Cox transform needs positive values, but feature {Feature(feature)} has " +
            $"{Invariant(feature.Minimum)}. Features count from 0. Use PowerMethod.YeoJohnson, which takes any number, or shift the " +
            "feature.");

    public static LayerException IndicatorNotAdapted(Layer layer) =>
        new(layer.Name, $"{layer} has one output for each feature that may be missing, which it must learn with Adapt before it is put " +
            "into a model. Call Adapt first, or use IndicatedFeatures.All.");

    public static LayerException NothingMissing(Layer layer, long rows) =>
        new(layer.Name, $"{layer}: no feature is missing (NaN) in the data ({Nouns.Of(rows, "row")}), so there is nothing to " +
            "indicate. Use IndicatedFeatures.All, or leave the layer out.");

    public static LayerException OtherFeaturesMissing(Layer layer, IEnumerable<long> before, IEnumerable<long> now) =>
        new(layer.Name, $"{layer} is in a model that was built for its outputs of features {string.Join(", ", before)}, but this data " +
            $"has missing values in features {string.Join(", ", now)}. Features count from 0. " +
            "Adapt a new layer, and build a new model with it.");

    public static InvalidDataException BadIndices(string owner) =>
        new($"{owner}: the file must have the indices of the indicated features, ascending from 0 or more, or none if all are indicated.");

    private static string At(int? place) => place is { } i ? $" at place {Invariant(i)} (counted from 0)" : "";

    private static string Wider(DType type) =>
        type is DType.Float16 or DType.BFloat16 ? "a wider policy, DTypePolicy.Float32 or Float64" : "dtype: DTypePolicy.Float64";

    private static string Feature(FeatureReport feature) =>
        feature.Name is { } name ? $"{Invariant(feature.Index)} ('{name}')" : Invariant(feature.Index);

    public static ArgumentException UnsupportedKey(JsonNode? key, Shape shape) =>
        new($"the key {(key is null ? "null" : Short(key))} does not select a part of shape {shape} that Layers supports: slices, " +
            "integers within the axis, new axes and one ellipsis.");

    public static ArgumentException UnsupportedSplit(JsonNode? places, long size) =>
        new($"an axis of size {size} cannot be split at {(places is null ? "null" : Short(places))}: give a number that divides the " +
            "size, or a list of indices.");

    public static ArgumentException UnsupportedBound(string name, JsonNode bound) => new($"{name} must be a number or a tensor of " +
        $"numbers, but is {Short(bound)}.");
}
