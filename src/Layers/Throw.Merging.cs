namespace Layers;

internal static partial class Throw
{
    public static LayerException NeedsTwoInputs(Layer layer, int inputs) =>
        new(layer.Name, $"{layer} works on exactly two inputs; it was called on {inputs}.");
}
