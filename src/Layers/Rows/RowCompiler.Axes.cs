using System.Numerics;

namespace Layers;

internal sealed partial class RowCompiler
{
    private bool EmitReduce<TIn, TOut>(Node node, int[] axes, ReduceKernel<TIn, TOut> kernel) where TIn : unmanaged where TOut : unmanaged
    {
        var own = Array.ConvertAll(axes, AxisOf);
        if (own.Length == 0 || own.Contains(-1)) return false;
        var dims = DimsOf(node.Inputs[0])!;
        var x = AtTheEnd(_rows[node.Inputs[0]], dims, own);
        _steps.Add(new ReduceStep<TIn, TOut>(x, RowMaps.Length(Array.ConvertAll(own, axis => dims[axis])), New(node.Outputs[0]), kernel));
        return true;
    }

    /// <summary>Emits an operator that works along one axis, which may be any axis.</summary>
    private bool EmitAlong<T>(Node node, int axis, UnaryKernel<T, T> kernel) where T : unmanaged
    {
        var (own, dims) = (AxisOf(axis), DimsOf(node.Inputs[0])!);
        if (own < 0) return false;
        var map = RowMaps.ToTheEnd(dims, [own]);
        var x = AtTheEnd(_rows[node.Inputs[0]], dims, [own]);
        if (RowMaps.IsInOrder(map))
        {
            _steps.Add(new GroupStep<T>(x, dims[own], New(node.Outputs[0]), kernel));
            return true;
        }
        var transposed = new RowValue(node.Outputs[0].Type, x.Length);
        _steps.Add(new GroupStep<T>(x, dims[own], transposed, kernel));
        AddMove(transposed, New(node.Outputs[0]), RowMaps.Inverse(map));
        return true;
    }

    private bool EmitCumSum<T>(Node node) where T : unmanaged, INumber<T>
    {
        if (ConstantOf(node.Inputs[1]) is not { Type: DType.Int64, Length: 1 } axis) return false;
        return EmitAlong<T>(node, Shapes.Axis(axis.AsSpan<long>()[0], node.Inputs[0].Shape.Rank, node.Op),
            node.Int("reverse", 0) == 1 ? Formulas.CumSumFromTheEnd : Formulas.CumSum);
    }

    /// <summary>Emits TopK if all elements of the axis are requested, as a sort. Its indices must not be used.</summary>
    private bool EmitSorted<T>(Node node) where T : unmanaged, INumber<T>
    {
        var axis = node.Axis;
        return _uses.GetValueOrDefault(node.Outputs[1]) == 0 && node.Outputs[0].Shape.Equals(node.Inputs[0].Shape)
            && EmitAlong<T>(node, axis, Formulas.SortDescending);
    }

    private bool EmitRange<T>(Node node) where T : unmanaged, INumber<T>
    {
        var (start, step) = (T.Zero, T.Zero);
        if (!TryNumber(node.Inputs[0], ref start) || !TryNumber(node.Inputs[2], ref step)) return false;
        var numbers = new T[DimsOf(node.Outputs[0])![0]];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = start + T.CreateTruncating(i) * step;
        AddFill(TensorData.Of(numbers, [numbers.Length]), New(node.Outputs[0]));
        return true;
    }

    private RowValue AtTheEnd(RowValue x, int[] dims, int[] axes)
    {
        var map = RowMaps.ToTheEnd(dims, axes);
        if (RowMaps.IsInOrder(map)) return x;
        var transposed = new RowValue(x.Type, x.Length);
        AddMove(x, transposed, map);
        return transposed;
    }
}
