using System.Numerics;

namespace Layers.Graphs;

/// <summary>A rewrite that computes the nodes that depend only on constants, before the graph runs.</summary>
/// <remarks>Only operators whose result is fixed to the last bit by IEEE 754 or integer arithmetic are folded, so a folded graph gives
/// exactly the results of the original graph. Logarithms and similar functions are left to the runtime.</remarks>
public static class ConstantFolding
{
    /// <summary>Returns the graph with constant subexpressions replaced by their values.</summary>
    /// <param name="graph">The graph.</param>
    public static Graph FoldConstants(this Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return graph.Rewrite((node, inputs) =>
        {
            if (node.Op == Op.ShapeOf && inputs[0].Shape.IsKnown) return [Ops.Int64s(inputs[0].Shape.ToArray())];
            if (inputs.Count == 0 || !inputs.All(input => input.Constant is not null)) return null;
            TensorData[] tensors = [.. inputs.Select(input => input.Constant!)];
            return Fold(node, tensors) is { } result ? [Ops.Constant(result)] : null;
        });
    }

    private static TensorData? Fold(Node node, TensorData[] inputs)
    {
        var shape = node.Outputs[0].Shape;
        if (!shape.IsKnown) return null;
        if (node.Op == Op.Identity || node.Op == Op.StopGradient) return inputs[0];
        if (node.Op == Op.Reshape || node.Op == Op.Squeeze || node.Op == Op.Unsqueeze) return inputs[0].Reshape(shape);
        if (node.Op == Op.Slice) return Sliced(inputs, shape, node);
        if (node.Op == Op.Concat) return Joined(inputs, shape, node.Axis);
        if (node.Op == Op.Transpose) return Transposed(inputs[0], (long[])node.Attributes["perm"], shape);
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
        if (node.Op == Op.Sqrt) return Map<T, T>(inputs[0], T.Sqrt);
        if (node.Op == Op.Div) return Map<T>(node, inputs, (a, b) => a / b);
        if (node.Op == Op.Cast && (DType)node.Int("to", 0) == DType.Float64) return Map<T, double>(inputs[0], double.CreateTruncating);
        if (node.Op == Op.Cast && (DType)node.Int("to", 0) == DType.Float32) return Map<T, float>(inputs[0], float.CreateTruncating);
        var result = FoldNumber<T>(node, inputs);
        // IEEE 754 does not define which of two zeros is the larger, so the runtime decides.
        if (result is not null && (node.Op == Op.Max || node.Op == Op.Min))
            foreach (var number in result.AsSpan<T>())
                if (T.IsZero(number)) return null;
        return result;
    }

    private static TensorData? FoldNumber<T>(Node node, TensorData[] inputs) where T : INumber<T>
    {
        if (node.Op == Op.Neg) return Map<T, T>(inputs[0], x => -x);
        if (node.Op == Op.Add) return Map<T>(node, inputs, (a, b) => a + b);
        if (node.Op == Op.Sub) return Map<T>(node, inputs, (a, b) => a - b);
        if (node.Op == Op.Mul) return Map<T>(node, inputs, (a, b) => a * b);
        if (node.Op == Op.Max) return Map<T>(node, inputs, T.Max);
        if (node.Op == Op.Min) return Map<T>(node, inputs, T.Min);
        return null;
    }

    private static TensorData? Sliced(TensorData[] inputs, Shape shape, Node node)
    {
        var x = inputs[0];
        if (x.Type == DType.String || inputs[3].Length != 1) return null;
        var (start, end, step) = (inputs[1].ToArray<long>()[0], inputs[2].ToArray<long>()[0], inputs[4].ToArray<long>()[0]);
        var axis = Shapes.Axis(inputs[3].ToArray<long>()[0], x.Shape.Rank, node.Op);
        var (size, inner) = (x.Shape[axis].Size, (int)x.Shape[(axis + 1)..].Length * x.Type.Size());
        var y = TensorData.Zeros(x.Type, shape);
        var first = Indexing.Bounds(size, start, end, step).First;
        var from = x.AsBytes();
        var to = y.WritableBytes();
        for (var i = 0; i < to.Length / Math.Max(inner, 1); i++)
        {
            var (outer, index) = Math.DivRem(i, (int)shape[axis].Size);
            from.Slice((int)(outer * size + first + index * step) * inner, inner).CopyTo(to[(i * inner)..]);
        }
        return y;
    }

    private static TensorData? Joined(TensorData[] parts, Shape shape, int axis)
    {
        if (parts[0].Type == DType.String) return null;
        axis = axis < 0 ? axis + shape.Rank : axis;
        var y = TensorData.Zeros(parts[0].Type, shape);
        var to = y.WritableBytes();
        var (row, at) = ((int)shape[axis..].Length * y.Type.Size(), 0);
        foreach (var part in parts)
        {
            var from = part.AsBytes();
            var width = (int)part.Shape[axis..].Length * y.Type.Size();
            for (var outer = 0; width > 0 && outer < from.Length / width; outer++)
                from.Slice(outer * width, width).CopyTo(to[(outer * row + at)..]);
            at += width;
        }
        return y;
    }

    private static TensorData? Transposed(TensorData x, long[] perm, Shape shape)
    {
        if (x.Type == DType.String) return null;
        var y = TensorData.Zeros(x.Type, shape);
        var size = x.Type.Size();
        var from = x.AsBytes();
        var to = y.WritableBytes();
        var strides = new long[perm.Length];
        for (var axis = 0; axis < perm.Length; axis++) strides[axis] = x.Shape[((int)perm[axis] + 1)..].Length;
        var index = new long[perm.Length];
        for (var i = 0; i < y.Length; i++)
        {
            long source = 0;
            for (var axis = 0; axis < index.Length; axis++) source += index[axis] * strides[axis];
            from.Slice((int)source * size, size).CopyTo(to[(i * size)..]);
            for (var axis = index.Length - 1; axis >= 0 && ++index[axis] == shape[axis].Size; axis--) index[axis] = 0;
        }
        return y;
    }

    private static TensorData Map<TIn, TOut>(TensorData x, Func<TIn, TOut> operation)
    {
        var source = x.AsSpan<TIn>();
        var y = new TOut[source.Length];
        for (var i = 0; i < y.Length; i++) y[i] = operation(source[i]);
        return TensorData.Of(y, x.Shape);
    }

    private static TensorData Map<T>(Node node, TensorData[] inputs, Func<T, T, T> operation)
    {
        var shape = node.Outputs[0].Shape;
        var (a, b) = (Repeated<T>(inputs[0], shape), Repeated<T>(inputs[1], shape));
        var y = new T[a.Length];
        for (var i = 0; i < y.Length; i++) y[i] = operation(a[i], b[i]);
        return TensorData.Of(y, shape);
    }

    private static T[] Repeated<T>(TensorData x, Shape shape)
    {
        var source = x.AsSpan<T>();
        var result = new T[shape.Length];
        for (var i = 0; i < result.Length; i++)
        {
            // The index in x, computed from the last axis on. If an axis of x has the size 1, every index of the result reads its only
            // slice.
            long rest = i, index = 0, stride = 1;
            for (var axis = 1; axis <= x.Shape.Rank; axis++)
            {
                var (size, full) = (x.Shape[x.Shape.Rank - axis].Size, shape[shape.Rank - axis].Size);
                index += rest % full % size * stride;
                rest /= full;
                stride *= size;
            }
            result[i] = source[(int)index];
        }
        return result;
    }
}
