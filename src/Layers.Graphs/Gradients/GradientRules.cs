using static Layers.Graphs.Ops;

namespace Layers.Graphs;

/// <summary>The gradient rules, one row for each operator. A rule gets <c>dy</c>, the inputs and the output <c>y</c>, and returns the
/// gradients of the inputs.</summary>
/// <remarks>Rules ignore broadcasting: <see cref="Gradient"/> sums the result to the shape of the input. As in TensorFlow, the gradient of
/// a tie of Max and Min goes to the first operand, and that of a tie of ReduceMax and ReduceMin is shared evenly.</remarks>
internal static class GradientRules
{
    public static GradientTable Table { get; } = new()
    {
        { Op.Identity, (dy, x, y) => dy },
        { Op.Add, (dy, a, b, y) => (dy, dy) },
        { Op.Sub, (dy, a, b, y) => (dy, -dy) },
        { Op.Mul, (dy, a, b, y) => (dy * b, dy * a) },
        { Op.Div, (dy, a, b, y) => (dy / b, -dy * y / b) },
        // As in TensorFlow, the logarithm is computed only where it is defined: the gradient with respect to the power is 0 for a base of
        // 0.
        { Op.Pow, (dy, a, b, y) => (dy * b * Pow(a, b - 1), dy * y * Log(Where(a > 0, a, 1))) },
        { Op.Max, (dy, a, b, y) => (Where(a >= b, dy, 0), Where(a >= b, 0, dy)) },
        { Op.Min, (dy, a, b, y) => (Where(a <= b, dy, 0), Where(a <= b, 0, dy)) },

        { Op.Neg, (dy, x, y) => -dy },
        { Op.Abs, (dy, x, y) => dy * Sign(x) },
        { Op.Reciprocal, (dy, x, y) => -dy * y * y },
        { Op.Sqrt, (dy, x, y) => dy / (2 * y) },
        { Op.Exp, (dy, x, y) => dy * y },
        { Op.Log, (dy, x, y) => dy / x },
        { Op.Erf, (dy, x, y) => dy * Exp(-x * x) * (2 / Math.Sqrt(Math.PI)) },
        { Op.Cos, (dy, x, y) => -dy * Sin(x) },
        { Op.Sin, (dy, x, y) => dy * Cos(x) },
        { Op.Tanh, (dy, x, y) => dy * (1 - y * y) },
        { Op.Sigmoid, (dy, x, y) => dy * y * (1 - y) },
        { Op.Softplus, (dy, x, y) => dy * Sigmoid(x) },
        { Op.Relu, (dy, x, y) => Where(x > 0, dy, 0) },
        { Op.Clip, (dy, x, low, high, y) => (Where((x >= low) & (x <= high), dy, 0), Where(x < low, dy, 0), Where(x > high, dy, 0)) },
        { Op.Cast, (dy, x, y) => Cast(dy, x.Type) },
        { Op.Where, (dy, c, a, b, y) => (null, Where(c, dy, 0), Where(c, 0, dy)) },

        { Op.MatMul, (dy, a, b, y) => (MatMul(dy, Transpose(b)), MatMul(Transpose(a), dy)) },
        { Op.Transpose, (dy, node) => Transpose(dy, Inverse((long[])node.Attributes["perm"])) },
        { Op.Reshape, (dy, x, sizes, y) => (Reshape(dy, ShapeOf(x)), null) },
        { Op.Expand, (dy, x, sizes, y) => (dy, null) },
        { Op.Squeeze, (dy, x, axes, y) => (Unsqueeze(dy, Numbers(axes)), null) },
        { Op.Unsqueeze, (dy, x, axes, y) => (Squeeze(dy, Numbers(axes)), null) },
        { Op.Concat, (dys, node) => ConcatGradient(dys[0]!, node) },
        { Op.Split, (dys, node) => [Concat([.. dys.Select((dy, i) => dy ?? ZerosLike(node.Outputs[i]))], node.Axis), null] },
        { Op.Slice, (dys, node) => [SliceGradient(dys[0]!, node), null, null, null, null] },
        // ONNX allows negative pads, so the gradient of padding is padding.
        { Op.Pad, (dy, x, pads, y) => (PadGradient(dy, pads), null) },
        { Op.Gather, (dys, node) => [GatherGradient(dys[0]!, node.Inputs[0], node.Inputs[1], node.Axis), null] },
        { Op.GatherElements, (dys, node) => [ScatterElements(ZerosLike(node.Inputs[0]), node.Inputs[1], dys[0]!, node.Axis), null] },
        { Op.ScatterElements, (dys, node) => [dys[0], null, GatherElements(dys[0]!, node.Inputs[1], node.Axis)] },
        { Op.ScatterND, (dy, x, indices, updates, y) => (dy, null, GatherNd(dy, indices)) },
        { Op.CumSum, (dys, node) => [CumSum(dys[0]!, (int)node.Inputs[1].Constant!.AsSpan<long>()[0], node.Int("reverse", 0) == 0), null] },

        { Op.Conv, (dys, node) => WindowGradients.OfConv(dys[0]!, node) },
        { Op.ConvTranspose, (dys, node) => WindowGradients.OfConvTranspose(dys[0]!, node) },
        { Op.MaxPool, (dys, node) => [dys[0] is { } dy ? WindowGradients.OfMaxPool(dy, node) : null] },
        { Op.AveragePool, (dys, node) => [WindowGradients.OfAveragePool(dys[0]!, node)] },

        { Op.ReduceSum, (dys, node) => [ReduceSumGradient(dys[0]!, node), null] },
        { Op.ReduceMean, (dys, node) => [ReduceSumGradient(dys[0]!, node) / Count(node), null] },
        { Op.ReduceMax, (dys, node) => [ReduceMaxGradient(dys[0]!, node), null] },
        { Op.ReduceMin, (dys, node) => [ReduceMaxGradient(dys[0]!, node), null] },
        { Op.ReduceProd, (dy, node) => WithReducedAxes(dy, node) * ProductOfOthers(node) },
        { Op.TopK, (dys, node) => [dys[0] is { } dy ? TopKGradient(dy, node) : null, null] },
        { Op.Range, (dy, start, limit, delta, y) => (dy, null, dy * IndicesOf(y)) },
        { Op.Softmax, (dy, node) => SoftmaxGradient(dy, node.Outputs[0], node.Axis) },
        { Op.LogSoftmax, (dy, node) => dy - Exp(node.Outputs[0]) * ReduceSum(dy, [node.Axis]) },

        { Op.Scan, new GradientRule(ScanGradients.Of) },
        { Op.LSTM, new GradientRule(RecurrentGradients.Of) },
        { Op.GRU, new GradientRule(RecurrentGradients.Of) },
        { Op.RNN, new GradientRule(RecurrentGradients.Of) },

        // The gradient of these operators is 0 or undefined, or they compute only sizes.
        new NoGradient(Op.Input, Op.Constant, Op.StopGradient, Op.Sign, Op.Floor, Op.Ceil, Op.Round, Op.Mod, Op.BitShift, Op.BitwiseXor,
            Op.Equal, Op.Less, Op.LessOrEqual, Op.Greater, Op.GreaterOrEqual, Op.And, Op.Or, Op.Not, Op.IsNaN, Op.IsInf,
            Op.ShapeOf, Op.ArgMax, Op.LabelEncoder, Op.FarmHash64, Op.SipHash64, Op.CrossHash64, Op.LocalTicks, Op.TokenIndices),
    };

    private static int[] Inverse(long[] perm)
    {
        var inverse = new int[perm.Length];
        for (var i = 0; i < inverse.Length; i++) inverse[perm[i]] = i;
        return inverse;
    }

    internal static Value ZerosLike(Value x) => Expand(Scalar(0, x.Type), ShapeOf(x));

    private static Value SoftmaxGradient(Value dy, Value y, int axis) => y * (dy - ReduceSum(dy * y, [axis]));

    private static Value?[] ConcatGradient(Value dy, Node node)
    {
        var axis = node.Axis;
        if (node.Inputs.All(part => part.Shape[axis].IsKnown))
            return [.. Split(dy, [.. node.Inputs.Select(part => part.Shape[axis].Size)], axis)];
        return [.. Split(dy, Concat([.. node.Inputs.Select(part => Gather(ShapeOf(part), Int64s(axis)))], 0), axis)];
    }

    private static Value SliceGradient(Value dy, Node node)
    {
        var x = node.Inputs[0];
        var (start, end, axis, step) = (Number(node, 1), Number(node, 2), (int)Number(node, 3), Number(node, 4));
        var taken = Slice(Range(0, Squeeze(Gather(ShapeOf(x), Int64s(axis)), 0), 1), start, end, 0, step);
        return GatherGradient(dy, x, taken, axis);
    }

    private static Value PadGradient(Value dy, Value pads)
    {
        var less = Array.ConvertAll(pads.Constant!.ToArray<long>(), pad => -pad);
        return Pad(dy, less[..dy.Shape.Rank], less[dy.Shape.Rank..]);
    }

    // A row that was gathered several times gets the sum of its gradients. The gathered axis is moved to the front, because ScatterND needs
    // it there.
    private static Value GatherGradient(Value dy, Value x, Value indices, int axis)
    {
        int[] front = [axis, .. Enumerable.Range(0, x.Shape.Rank).Where(a => a != axis)];
        int[] dyFront = [.. Enumerable.Range(axis, indices.Shape.Rank),
            .. Enumerable.Range(0, dy.Shape.Rank).Where(a => a < axis || a >= axis + indices.Shape.Rank)];
        // Gather allows negative indices. ScatterND of ONNX Runtime does too, but the ONNX standard does not define them and other runtimes
        // throw.
        var at = Cast(indices, DType.Int64);
        at = Where(at < 0, at + Gather(ShapeOf(x), Constant(TensorData.Scalar((long)axis))), at);
        var zeros = Transpose(ZerosLike(x), front);
        return Transpose(ScatterAdd(zeros, Unsqueeze(at, -1), Transpose(dy, dyFront)), Inverse(Array.ConvertAll(front, a => (long)a)));
    }

    private static Value GatherNd(Value dy, Value indices) => indices.Shape[^1] == 1
        ? Gather(dy, Squeeze(indices, -1))
        : throw Throw.NoScatterGradient(indices);

    private static Value ReduceSumGradient(Value dy, Node node) => Expand(WithReducedAxes(dy, node), ShapeOf(node.Inputs[0]));

    // A reduced axis that was dropped is inserted again with size 1, so that dy broadcasts to the input.
    private static Value WithReducedAxes(Value reduced, Node node)
    {
        var axes = Inference.ReducedAxes(node);
        return axes.Length == 0 || node.Int("keepdims", 1) == 1 ? reduced : Unsqueeze(reduced, axes);
    }

    private static Value Count(Node node)
    {
        var x = node.Inputs[0];
        var axes = Inference.ReducedAxes(node);
        return axes.All(axis => x.Shape[axis].IsKnown)
            ? Scalar(axes.Aggregate(1.0, (count, axis) => count * x.Shape[axis].Size), x.Type)
            : Cast(ReduceProd(Gather(ShapeOf(x), Int64s([.. axes.Select(axis => (long)axis)])), keepDims: false), x.Type);
    }

    // The product of the other factors cannot be computed by a division if a factor is zero. With one zero, only that factor has a gradient
    // other than 0; with two zeros, none has.
    private static Value ProductOfOthers(Node node)
    {
        var (x, axes) = (node.Inputs[0], Inference.ReducedAxes(node));
        var isZero = Equal(x, 0);
        var zeros = ReduceSum(Cast(isZero, x.Type), axes);
        var product = ReduceProd(Where(isZero, 1, x), axes);
        return Where(Equal(zeros, 0), product / Where(isZero, 1, x), Where(isZero & Equal(zeros, 1), product, 0));
    }

    // The selected elements get their gradients, all others get 0. The axis is moved to the end, so that the elements along it are one row.
    private static Value TopKGradient(Value dy, Node node)
    {
        var (x, axis) = (node.Inputs[0], node.Axis);
        int[] last = [.. Enumerable.Range(0, x.Shape.Rank).Where(other => other != axis), axis];
        var rotated = Transpose(x, last);
        var size = Squeeze(Gather(ShapeOf(x), Int64s(axis)), 0);
        var (taken, dyRows) = (Transpose(node.Outputs[1], last), Reshape(Transpose(dy, last), -1));
        // The offset of each row is the number of elements in the rows before it.
        var k = node.Inputs[1];
        var rows = Range(0, Squeeze(ReduceProd(ShapeOf(taken)), 0), 1) / Squeeze(k, 0);
        var at = Reshape(taken, -1) + rows * size;
        var zeros = Expand(Scalar(0, x.Type), ReduceProd(ShapeOf(x)));
        var dx = Reshape(ScatterAdd(zeros, Unsqueeze(at, -1), dyRows), ShapeOf(rotated));
        return Transpose(dx, Inverse(Array.ConvertAll(last, a => (long)a)));
    }

    private static Value IndicesOf(Value y) => Cast(Range(0, Squeeze(ShapeOf(y), 0), 1), y.Type);

    private static Value ReduceMaxGradient(Value dy, Node node)
    {
        var isExtreme = Cast(Equal(node.Inputs[0], WithReducedAxes(node.Outputs[0], node)), dy.Type);
        return isExtreme * WithReducedAxes(dy, node) / ReduceSum(isExtreme, Inference.ReducedAxes(node));
    }

    private static int[] Numbers(Value axes) => Array.ConvertAll(axes.Constant!.ToArray<long>(), axis => (int)axis);

    private static long Number(Node node, int input) => node.Inputs[input].Constant!.AsSpan<long>()[0];
}
