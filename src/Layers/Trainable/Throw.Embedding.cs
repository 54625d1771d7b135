namespace Layers;

internal static partial class Throw
{
    public static LayerException IndexOutside(IReadOnlyList<Layer> layers, long index, long size, Exception inner) =>
        new(layers[0].Name, $"{string.Join(" or ", layers)}: the index {index} is outside 0 to {size - 1}. " +
            "Look the values up so that unknown values have an index, or make inputDim larger.", inner);

    public static LayerException WrongValue(Layer layer, string place, string fault) =>
        new(layer.Name, $"{layer}, {place} (the first is 0): {fault}");

    public static ArgumentException WrongCheck(Layer layer, Value subject, Value isRight) =>
        new($"{layer}: a check must have one bool for each value, so the shape {subject.Shape}. Received " +
            $"{new TensorType(isRight.Type, isRight.Shape)}.");

    public static InvalidDataException NoLora(string owner, long rank) =>
        new($"{owner}: lora_rank is {rank}, but Layers does not support low-rank adaptation (LoRA). Merge the LoRA weights in Keras, and " +
            "save the model with lora_rank null.");
}
