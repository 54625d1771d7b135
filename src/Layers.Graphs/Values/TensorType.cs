namespace Layers.Graphs;

/// <summary>What is known of a value before it is computed.</summary>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Its sizes, unknown ones by name.</param>
public readonly record struct TensorType(DType Type, Shape Shape)
{
    /// <summary>For example <c>float32[batch, 4]</c>.</summary>
    public override string ToString() => Type.Name() + (Shape.Rank == 0 ? "" : Shape.ToString());
}
