namespace Layers;

/// <summary>A kind of tensor in the state of an optimizer, with Keras's name: a tensor for each weight with the shape of the weight, or one
/// scalar for all weights.</summary>
/// <param name="Name">The name in Keras, for example <c>momentum</c>.</param>
/// <param name="Initial">The initial value of every element.</param>
internal readonly record struct OptimizerSlot(string Name, double Initial = 0)
{
    /// <summary>The index of a scalar for all weights, instead of the index of a weight.</summary>
    public const int AllWeights = -1;

    public TensorData Start(DType type, Shape shape)
    {
        var numbers = new double[shape.Length];
        Array.Fill(numbers, Initial);
        return Casting.Of(numbers, shape, type);
    }
}
