namespace Layers;

internal static partial class Throw
{
    public static LayerException BadPeriods(string layer, TensorData period, TensorData offset) =>
        new(layer, $"{layer}: period and offset are numbers for all features, or lists of one number for each. Received the period {period} and the offset {offset}.");

    public static LayerException NeedsColumns(Layer layer, Shape received) =>
        new(layer.Name, $"{layer} works on each feature of the last axis, so its input needs two or more axes, the batch first: (batch, features). Received shape {received}.");

    public static LayerException UnknownColumns(Layer layer, Shape received) =>
        new(layer.Name, $"{layer} needs to know how many features its input has on the last axis. Received shape {received}. Give the input a shape with that size.");

    public static LayerException PeriodsDoNotFit(Layer layer, Shape numbers, Shape received) =>
        new(layer.Name, $"{layer} has {numbers[0]} periods or offsets, one for each feature on the last axis; the input has shape {received}.");
}
