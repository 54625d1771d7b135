namespace Layers.Graphs;

/// <summary>The type and shape of a value, which are known before it is computed.</summary>
/// <param name="Type">The type of the elements.</param>
/// <param name="Shape">The sizes; unknown sizes have a name.</param>
public readonly record struct TensorType(DType Type, Shape Shape)
{
    /// <summary>Returns a text such as <c>float32[batch, 4]</c>.</summary>
    public override string ToString() => Type.Name() + (Shape.Rank == 0 ? "" : Shape.ToString());
}
