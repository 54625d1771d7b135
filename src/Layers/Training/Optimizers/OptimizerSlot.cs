namespace Layers;

/// <summary>A kind of tensor that an optimizer remembers, as Keras names it: one for each weight and of its shape, or one number for
/// all.</summary>
/// <param name="Name">Keras's name: <c>momentum</c>.</param>
/// <param name="Initial">What every element starts as.</param>
internal readonly record struct OptimizerSlot(string Name, double Initial = 0)
{
    /// <summary>In place of a weight's number, for what belongs to all weights.</summary>
    public const int AllWeights = -1;

    public TensorData Start(DType type, Shape shape)
    {
        var numbers = new double[shape.Length];
        Array.Fill(numbers, Initial);
        return Casting.Of(numbers, shape, type);
    }
}
