using System.Numerics;
using System.Numerics.Tensors;

namespace Layers.Graphs;

/// <summary>What depends on constants alone is computed once, before anything runs.</summary>
/// <remarks>Only operators whose result IEEE 754 or integer arithmetic fixes to the last bit are folded, so a folded graph
/// gives exactly what the unfolded one gives; logarithms and their like are left to the runtime.</remarks>
public static class ConstantFolding
{
    /// <summary>The same graph with constant subexpressions replaced by their values.</summary>
    /// <param name="graph">The graph.</param>
    public static Graph FoldConstants(this Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return graph.Rewrite((node, inputs) =>
        {
            if (inputs.Count == 0 || !inputs.All(input => input.Constant is not null)) return null;
            TensorData[] tensors = [.. inputs.Select(input => input.Constant!)];
            return Fold(node, tensors) is { } result ? [Ops.Constant(result)] : null;
        });
    }

    private static TensorData? Fold(Node node, TensorData[] inputs)
    {
        var shape = node.Outputs[0].Shape;
        if (!shape.IsKnown) return null;
        if (node.Op == Op.Identity) return inputs[0];
        if (node.Op == Op.Reshape || node.Op == Op.Squeeze || node.Op == Op.Unsqueeze) return inputs[0].Reshape(shape);
        return inputs[0].Type switch
        {
            DType.Float32 => FoldFloat<float>(node, inputs),
            DType.Float64 => FoldFloat<double>(node, inputs),
            DType.Int64 => FoldNumber<long>(node, inputs),
            DType.Int32 => FoldNumber<int>(node, inputs),
            _ => null,
        };
    }

    private static TensorData? FoldFloat<T>(Node node, TensorData[] inputs) where T : IBinaryFloatingPointIeee754<T>
    {
        if (node.Op == Op.Sqrt) return Of(Tensor.Sqrt<T>(inputs[0].ToTensor<T>()));
        if (node.Op == Op.Div) return Of(Tensor.Divide<T>(inputs[0].ToTensor<T>(), inputs[1].ToTensor<T>()));
        if (node.Op == Op.Cast && (DType)node.Int("to", 0) == DType.Float64) return Of(Tensor.ConvertTruncating<T, double>(inputs[0].ToTensor<T>()));
        if (node.Op == Op.Cast && (DType)node.Int("to", 0) == DType.Float32) return Of(Tensor.ConvertTruncating<T, float>(inputs[0].ToTensor<T>()));
        return FoldNumber<T>(node, inputs);
    }

    private static TensorData? FoldNumber<T>(Node node, TensorData[] inputs) where T : INumber<T>
    {
        if (node.Op == Op.Neg) return Of(Tensor.Negate<T>(inputs[0].ToTensor<T>()));
        if (node.Op == Op.Concat && node.Outputs[0].Shape.Rank == 1)
            return TensorData.Of(inputs.SelectMany(part => part.ToArray<T>()).ToArray(), node.Outputs[0].Shape);
        if (inputs.Length != 2 || inputs[0].Type != inputs[1].Type) return null;
        var (a, b) = (inputs[0].ToTensor<T>(), inputs[1].ToTensor<T>());
        if (node.Op == Op.Add) return Of(Tensor.Add<T>(a, b));
        if (node.Op == Op.Sub) return Of(Tensor.Subtract<T>(a, b));
        if (node.Op == Op.Mul) return Of(Tensor.Multiply<T>(a, b));
        if (node.Op == Op.Max) return Of(Tensor.Max<T>(a, b));
        if (node.Op == Op.Min) return Of(Tensor.Min<T>(a, b));
        return null;
    }

    private static TensorData Of<T>(Tensor<T> tensor) => TensorData.Of(tensor);
}
