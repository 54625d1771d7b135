using System.Numerics;
using System.Numerics.Tensors;

namespace Layers;

internal sealed partial class RowCompiler
{
    private bool Emit(Node node)
    {
        if (node.Op == Op.Identity || node.Op == Op.StopGradient || node.Op == Op.Reshape || node.Op == Op.Squeeze
            || node.Op == Op.Unsqueeze)
        {
            if (!_rows.TryGetValue(node.Inputs[0], out var same)) return false;
            _rows[node.Outputs[0]] = same;
            return true;
        }
        if (EmitMove(node) is { } moved) return moved;
        if (node.Op == Op.Cast) return EmitCast(node);
        if (node.Op == Op.Where) return EmitWhere(node);
        if (node.Op == Op.Gather) return EmitGather(node);
        if (node.Op == Op.LabelEncoder) return EmitTable(node);
        if (node.Op == Op.And) return EmitBinary<byte, byte>(node, Formulas.And);
        if (node.Op == Op.Or) return EmitBinary<byte, byte>(node, Formulas.Or);
        if (node.Op == Op.Not) return EmitUnary<byte, byte>(node, Formulas.Not);
        return node.Inputs[0].Type switch
        {
            DType.Float32 => EmitFused(node) ?? EmitFloat<float>(node),
            DType.Float64 => EmitFloat<double>(node),
            DType.Int32 => EmitInteger<int>(node),
            DType.Int64 => EmitInteger<long>(node),
            DType.Bool => node.Op == Op.Equal && EmitBinary<byte, byte>(node, Formulas.Equal),
            _ => false,
        };
    }

    private bool EmitFloat<T>(Node node) where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        var op = node.Op;
        if (op == Op.Div) return EmitBinary<T, T>(node, TensorPrimitives.Divide);
        if (op == Op.Pow) return EmitBinary<T, T>(node, TensorPrimitives.Pow);
        if (op == Op.Abs) return EmitUnary<T, T>(node, TensorPrimitives.Abs);
        if (op == Op.Floor) return EmitUnary<T, T>(node, TensorPrimitives.Floor);
        if (op == Op.Ceil) return EmitUnary<T, T>(node, TensorPrimitives.Ceiling);
        if (op == Op.Round) return EmitUnary<T, T>(node, TensorPrimitives.Round);
        if (op == Op.Reciprocal) return EmitUnary<T, T>(node, Formulas.Reciprocal);
        if (op == Op.Sqrt) return EmitUnary<T, T>(node, TensorPrimitives.Sqrt);
        if (op == Op.Exp) return EmitUnary<T, T>(node, TensorPrimitives.Exp);
        if (op == Op.Log) return EmitUnary<T, T>(node, TensorPrimitives.Log);
        if (op == Op.Erf) return EmitUnary<T, T>(node, Formulas.Erf);
        if (op == Op.Cos) return EmitUnary<T, T>(node, Formulas.Cos);
        if (op == Op.Sin) return EmitUnary<T, T>(node, Formulas.Sin);
        if (op == Op.Tanh) return EmitUnary<T, T>(node, Formulas.Tanh);
        if (op == Op.Sigmoid) return EmitUnary<T, T>(node, TensorPrimitives.Sigmoid);
        if (op == Op.Softplus) return EmitUnary<T, T>(node, Formulas.Softplus);
        if (op == Op.IsNaN) return EmitUnary<T, byte>(node, Formulas.IsNaN);
        if (op == Op.IsInf) return EmitUnary<T, byte>(node, Formulas.IsInfinity);
        if (op == Op.Softmax) return EmitAlong<T>(node, node.Axis, Formulas.SoftmaxOf);
        if (op == Op.LogSoftmax) return EmitAlong<T>(node, node.Axis, Formulas.LogSoftmax);
        if (op == Op.ReduceMean) return EmitReduce<T, T>(node, Inference.ReducedAxes(node), Formulas.Mean);
        return EmitNumber<T>(node);
    }

    private bool EmitInteger<T>(Node node) where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        if (node.Op == Op.Div) return EmitBinary<T, T>(node, Formulas.Quotient);
        if (node.Op == Op.Mod) return EmitBinary<T, T>(node, Formulas.FloorRemainder);
        return EmitNumber<T>(node);
    }

    private bool EmitNumber<T>(Node node) where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        var op = node.Op;
        if (op == Op.Add) return EmitBinary<T, T>(node, TensorPrimitives.Add);
        if (op == Op.Sub) return EmitBinary<T, T>(node, TensorPrimitives.Subtract);
        if (op == Op.Mul) return EmitBinary<T, T>(node, TensorPrimitives.Multiply);
        if (op == Op.Max) return EmitBinary<T, T>(node, TensorPrimitives.Max);
        if (op == Op.Min) return EmitBinary<T, T>(node, TensorPrimitives.Min);
        if (op == Op.Neg) return EmitUnary<T, T>(node, TensorPrimitives.Negate);
        if (op == Op.Abs) return EmitUnary<T, T>(node, Formulas.Abs);
        if (op == Op.Sign) return EmitUnary<T, T>(node, Formulas.Sign);
        if (op == Op.Relu) return EmitUnary<T, T>(node, Formulas.Relu);
        if (op == Op.Clip) return EmitClip<T>(node);
        if (op == Op.Equal) return EmitBinary<T, byte>(node, Formulas.Equal);
        if (op == Op.Less) return EmitBinary<T, byte>(node, Formulas.Less);
        if (op == Op.LessOrEqual) return EmitBinary<T, byte>(node, Formulas.LessOrEqual);
        if (op == Op.Greater) return EmitBinary<T, byte>(node, Formulas.Greater);
        if (op == Op.GreaterOrEqual) return EmitBinary<T, byte>(node, Formulas.GreaterOrEqual);
        if (op == Op.ReduceSum) return EmitReduce<T, T>(node, Inference.ReducedAxes(node), TensorPrimitives.Sum);
        if (op == Op.ReduceMax) return EmitReduce<T, T>(node, Inference.ReducedAxes(node), TensorPrimitives.Max);
        if (op == Op.ReduceMin) return EmitReduce<T, T>(node, Inference.ReducedAxes(node), TensorPrimitives.Min);
        if (op == Op.ReduceProd) return EmitReduce<T, T>(node, Inference.ReducedAxes(node), TensorPrimitives.Product);
        if (op == Op.ArgMax) return EmitReduce<T, long>(node, [node.Axis], Formulas.ArgMax);
        if (op == Op.Range) return EmitRange<T>(node);
        if (op == Op.CumSum) return EmitCumSum<T>(node);
        if (op == Op.TopK) return EmitSorted<T>(node);
        return op == Op.MatMul && EmitProduct<T>(node);
    }

    private bool EmitUnary<TIn, TOut>(Node node, UnaryKernel<TIn, TOut> kernel) where TIn : unmanaged where TOut : unmanaged
    {
        _steps.Add(new UnaryStep<TIn, TOut>(_rows[node.Inputs[0]], New(node.Outputs[0]), kernel));
        return true;
    }

    private bool EmitClip<T>(Node node) where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        var (low, high) = (T.MinValue, T.MaxValue);
        if (node.Inputs.Count > 1 && !TryNumber(node.Inputs[1], ref low)) return false;
        if (node.Inputs.Count > 2 && !TryNumber(node.Inputs[2], ref high)) return false;
        return EmitUnary<T, T>(node, (x, y) =>
        {
            TensorPrimitives.Max(x, low, y);
            TensorPrimitives.Min<T>(y, high, y);
        });
    }

    private bool TryNumber<T>(Value value, ref T number) where T : unmanaged
    {
        if (ConstantOf(value) is not { Length: 1 } constant) return false;
        number = constant.AsSpan<T>()[0];
        return true;
    }

    private bool EmitBinary<TIn, TOut>(Node node, BinaryKernel<TIn, TOut> kernel) where TIn : unmanaged where TOut : unmanaged
    {
        var (left, right, result) = (node.Inputs[0], node.Inputs[1], node.Outputs[0]);
        if (!_rows.ContainsKey(left))
        {
            if (Elements<TIn>(left, result) is not { } first || Operand<TIn>(right, result) is not { } x) return false;
            _steps.Add(new ConstantStep<TIn, TOut>(x, first, New(result), kernel, isFirst: true));
            return true;
        }
        if (Operand<TIn>(left, result) is not { } a) return false;
        if (!_rows.ContainsKey(right))
        {
            if (Elements<TIn>(right, result) is not { } second) return false;
            _steps.Add(new ConstantStep<TIn, TOut>(a, second, New(result), kernel, isFirst: false));
            return true;
        }
        if (Operand<TIn>(right, result) is not { } b) return false;
        _steps.Add(new BinaryStep<TIn, TOut>(a, b, New(result), kernel));
        return true;
    }

    private bool EmitWhere(Node node) => node.Outputs[0].Type.Size() switch
    {
        8 => EmitWhere<long>(node),
        4 => EmitWhere<int>(node),
        2 => EmitWhere<short>(node),
        _ => EmitWhere<byte>(node),
    };

    private bool EmitWhere<T>(Node node) where T : unmanaged
    {
        var result = node.Outputs[0];
        if (Row<byte>(node.Inputs[0], result) is not { } condition || Row<T>(node.Inputs[1], result) is not { } a
            || Row<T>(node.Inputs[2], result) is not { } b) return false;
        _steps.Add(new WhereStep<T>(condition, a, b, New(result)));
        return true;
    }

    private bool EmitCast(Node node)
    {
        var (x, y) = (_rows[node.Inputs[0]], node.Outputs[0]);
        return RowCasts.Step(x, y.Type, New(y)) is { } step && Add(step);
    }

    private bool Add(RowStep step)
    {
        _steps.Add(step);
        return true;
    }

    /// <summary>Returns an operand with the sizes of the result, repeated if it has fewer elements; null if its batch axis is not aligned
    /// with the result's.</summary>
    private RowValue? Operand<T>(Value value, Value result) where T : unmanaged
    {
        if (!_rows.TryGetValue(value, out var row) || (_batch is not null && value.Shape.Rank != result.Shape.Rank)) return null;
        var (own, full) = (DimsOf(value)!, DimsOf(result)!);
        if (own.AsSpan().SequenceEqual(full)) return row;
        if (RowMaps.Broadcast(own, full) is not { } map) return null;
        var repeated = new RowValue(value.Type, map.Length);
        AddMove(row, repeated, map);
        return repeated;
    }

    /// <summary>Returns an operand as <see cref="Operand"/> does, but also accepts a constant, which it copies into each row.</summary>
    private RowValue? Row<T>(Value value, Value result) where T : unmanaged
    {
        if (_rows.ContainsKey(value)) return Operand<T>(value, result);
        if (Elements<T>(value, result) is not { } elements) return null;
        var row = new RowValue(value.Type, elements.Length);
        _steps.Add(new FillStep<T>(elements, row));
        return row;
    }

    /// <summary>Returns a constant's elements with the sizes of one row of the result; null if they differ between rows or are
    /// unknown.</summary>
    private T[]? Elements<T>(Value value, Value result) where T : unmanaged
    {
        if (ConstantOf(value) is not { } constant || DimsOf(result) is not { } dims) return null;
        var shape = constant.Shape;
        if (_batch is not null && shape.Rank == result.Shape.Rank)
        {
            if (shape[0] != 1) return null;
            shape = shape[1..];
        }
        if (RowMaps.Broadcast(Array.ConvertAll(shape.ToArray(), size => (int)size), dims) is not { } map) return null;
        var from = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, T>(constant.AsBytes());
        var elements = new T[map.Length];
        for (var i = 0; i < map.Length; i++) elements[i] = from[map[i]];
        return elements;
    }
}
