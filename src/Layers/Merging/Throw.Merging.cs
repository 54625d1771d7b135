namespace Layers;

internal static partial class Throw
{
    public static LayerException NeedsTwoInputs(Layer layer, int inputs) =>
        new(layer.Name, $"{layer} works on exactly two inputs; it was called on {inputs}.");

    public static LayerException CannotDot(Layer layer, Shape first, int firstAxis, Shape second, int secondAxis) =>
        new(layer.Name, $"{layer}: inputs of shapes {first} and {second} cannot be multiplied, because axis {firstAxis} of the first has " +
            $"{first[firstAxis]} and axis {secondAxis} of the second has {second[secondAxis]}; the sizes must be equal.");

    public static LayerException NoDifferenceOfBooleans(Layer layer) =>
        new(layer.Name, $"{layer}: bools cannot be subtracted, as in Keras, but all inputs are of type bool. Cast one input to a number " +
            "first.");
}
