namespace Layers;

internal static partial class Throw
{
    public static LayerException NoCountWeights(CategoryEncoding layer) =>
        new(layer.Name, $"{layer}: count_weights are for outputMode {OutputMode.Count}, and the layer's mode is {layer.OutputMode}. " +
            $"Create the layer with outputMode {OutputMode.Count}, or call it without count_weights.");

    public static LayerException WrongCountWeights(Layer layer, Value weights, Value x) =>
        new(layer.Name, $"{layer}: count_weights must have one number for each index, and so the shape {x.Shape}. Received " +
            $"{new TensorType(weights.Type, weights.Shape)}.");

    public static InvalidDataException NoSparseIndices(string owner) =>
        new($"{owner}: sparse must be false for output_mode int, because indices have no zeros to leave out. Set sparse to false.");

    public static LayerException WrongSalt(string layer, IEnumerable<long> salt) =>
        new(layer, $"{layer}: salt must be one whole number or two. Received [{string.Join(", ", salt)}].");

    public static LayerException IndicesNeedIntegers(string layer, DTypePolicy policy) =>
        new(layer, $"{layer}: indices are int32 or int64, so dtype must be one of these if outputMode is {OutputMode.Int}. Received " +
            $"{policy}.");

    public static LayerException MaskOfOtherType(Layer layer, string mask, Value x) =>
        new(layer.Name, $"{layer}: maskValue is {mask}, and the input is {new TensorType(x.Type, x.Shape)}, so no value can be equal to " +
            "it. Give a mask of the input's type, or none.");

    public static LayerException CannotCross(Layer layer, Value x) =>
        new(layer.Name, $"{layer} crosses texts and integers. Received {new TensorType(x.Type, x.Shape)}. Cast numbers with fractions " +
            "first, or put them into bins.");

    public static LayerException TooFewInputsToCross(Layer layer, int inputs) =>
        new(layer.Name, $"{layer} crosses two or more inputs. Received {inputs}.");

    public static LayerException CrossedShapes(Layer layer, Value first, Value other) =>
        new(layer.Name, $"{layer} crosses inputs of the same shape. Received {first.Shape} and {other.Shape}.");

    public static LayerException CrossedColumns(Layer layer, Value x) =>
        new(layer.Name, $"{layer} crosses one value a row, so its inputs have the shape (), (batch) or (batch, 1). Received {x.Shape}.");

    public static LayerException BoundariesNotAscending(string layer, int at, IReadOnlyList<double> boundaries) =>
        new(layer, $"{layer}: binBoundaries must be numbers in ascending order. Boundary {at} (the first is 0) is " +
            $"{Invariant(boundaries[at])}{(at == 0 ? "" : $", after {Invariant(boundaries[at - 1])}")}.");

    public static LayerException BoundaryIsMissing(Layer layer) =>
        new(layer.Name, $"{layer} has so many missing values (NaN) or infinities in its data that a boundary between bins would be NaN " +
            "or infinite. Replace them first, with Imputation, or leave these rows out.");

    public static LayerException ChangedBinCount(Layer layer, int before, int now) =>
        new(layer.Name, $"{layer} is in a model that was built for {Nouns.Of(before, "bin")}, and the data have {now}. Adapt the " +
            "layer before the model is built, build a new model with a new layer, or lower the number of bins.");

    public static InvalidDataException NoBins(string owner) =>
        new($"{owner} has neither num_bins nor bin_boundaries. The bins are either learned, which needs num_bins, or given, which needs " +
            "bin_boundaries.");
}
