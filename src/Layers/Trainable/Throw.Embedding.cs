namespace Layers;

internal static partial class Throw
{
    public static LayerException IndexOutside(IReadOnlyList<Layer> layers, long index, long size, Exception inner) =>
        new(layers[0].Name, $"{string.Join(" or ", layers)}: the index {index} is outside 0 to {size - 1}; there is a row of numbers for each of {size} indices. Look values up so that unknown ones get an index of their own, or make inputDim larger.", inner);

    public static LayerException WrongValue(Layer layer, string place, string fault) =>
        new(layer.Name, $"{layer}, {place} (the first is 0): {fault}");

    public static ArgumentException WrongCheck(Layer layer, Value subject, Value isRight) =>
        new($"{layer}: a check has one bool for each value, so the shape {subject.Shape}. Received {new TensorType(isRight.Type, isRight.Shape)}.");

    public static InvalidDataException NoLora(string owner, long rank) =>
        new($"{owner}: lora_rank is {rank}, and Layers does not train low-rank additions. Save the model after merging them, with lora_rank null.");
}
