namespace Layers;

internal static partial class Throw
{
    public static LayerException NotAdapted(AdaptiveLayer layer) =>
        new(layer.Name, $"{layer} has not been adapted, so it does not know its statistics. " +
            "Call Adapt on training data before the model trains, predicts or is saved.");

    public static LayerException NoRows(Layer layer) =>
        new(layer.Name, $"{layer} received no rows, so there is nothing to learn. Give it one batch with at least one row.");

    public static LayerException StateWithoutQuantiles(AdaptiveLayer layer) =>
        new(layer.Name, $"{layer} learns from quantiles, but received a state without them. " +
            "Give it a state of a layer that keeps quantiles, or the data.");

    public static LayerException LabelsMissing(AdaptiveLayer layer) =>
        new(layer.Name, $"{layer} also learns from labels, but received none. Give them with the features, to the layer or to its model: " +
            "Adapt(data, labels: y); or, for rows of a source, Adapt(source.Examples([\"label\"])).");

    public static LayerException LabelsNotAskedFor(AdaptiveLayer layer) =>
        new(layer.Name, $"{layer} does not learn from labels, but received some. Leave them out.");

    public static LayerException LabelsDoNotMatch(AdaptiveLayer layer, Shape features, Shape labels) =>
        new(layer.Name, $"{layer} needs one row of labels for each row of features. Received " +
            $"features of shape {features} and labels of shape {labels}.");

    public static LayerException RowWeightsNotTaken(AdaptiveLayer layer) =>
        new(layer.Name, $"{layer} does not take row weights, but received some. Leave them out.");

    public static InvalidOperationException LearnedValueSetDuringFit(AdaptiveLayer layer, Layer model) =>
        new($"The learned value of {layer} cannot be set while Fit of {model} computes with it. Set it before or after.");

    public static LayerException NoBatch(Layer layer) =>
        new(layer.Name, $"{layer} received null in place of a batch.");

    public static LayerException OtherShapeThanBuilt(AdaptiveLayer layer, Shape built, Shape received) =>
        new(layer.Name, $"{layer} was built for inputs of shape {built}, but received data of shape {received}. " +
            "Use a new layer for data of another shape.");

    public static LayerException OtherShapeThanBefore(AdaptiveLayer layer, Shape first, Shape received) =>
        new(layer.Name, $"{layer}: the first batch has shape {first}, but a later batch has {received}. " +
            "All batches need the same features.");

    public static LayerException StateWasGiven(AdaptiveLayer layer, string what) =>
        new(layer.Name, $"{layer} received its {what} in the constructor, so there is nothing to adapt. Use " +
            "another constructor, or leave the argument out, to learn from data.");

    public static LayerException AxisOutOfRank(Layer layer, int axis, int rank) =>
        new(layer.Name, $"{layer}: axis {axis} is outside [-{rank}, {rank}), the axes of data of rank {rank}. Axes count the batch as 0.");

    public static LayerException MeanAndVarianceDiffer(string layer, Shape mean, Shape variance) =>
        new(layer, $"{layer}: mean and variance must have the same shape, with one value for each feature. " +
            $"Received {mean} and {variance}.");

    public static LayerException MeanHasTooManyAxes(string layer, Shape mean, int axes) =>
        new(layer, $"{layer}: mean and variance may have at most {Nouns.Of(axes, "axis")}, one for each kept axis. Received shape " +
            $"{mean}.");

    public static LayerException MeanDoesNotFit(Layer layer, Shape mean, Shape kept) =>
        new(layer.Name, $"{layer}: the given mean and variance have shape {mean}, " +
            $"which does not broadcast to {kept}, the sizes of the kept axes.");

    public static InvalidDataException MeanWithoutVariance(string owner, bool meanIsMissing) =>
        new($"{owner}: the file has {(meanIsMissing ? "a variance without a mean" : "a mean without a variance")}; " +
            "it must have both or neither.");
}
