namespace Layers;

internal static partial class Throw
{
    public static LayerException NoCountWeights(CategoryEncoding layer) =>
        new(layer.Name, $"{layer}: count_weights say what each index counts, and the layer's mode is {layer.OutputMode}. Make it with outputMode {OutputMode.Count}, or call it without them.");

    public static LayerException WrongCountWeights(Layer layer, Value weights, Value x) =>
        new(layer.Name, $"{layer}: count_weights have one number for each index, so the shape {x.Shape}. Received {new TensorType(weights.Type, weights.Shape)}.");
}
