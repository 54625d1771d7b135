using Layers.TensorFlow.Proto;

namespace Layers.TensorFlow;

/// <summary>Values that many operators need: constants, sizes, and transposed values.</summary>
internal sealed partial class NodeWriter
{
    private readonly Dictionary<string, Port> _numbers = [];
    private readonly Dictionary<Port, (Port From, int[] Perm)> _transposed = [];

    public Port Const(TensorData data) => Call("Const", [], ("dtype", data.Type.ToTensorFlow()), ("value", data));

    /// <summary>An int32 scalar.</summary>
    public Port Int(int number) => Kept($"i{number}", TensorData.Scalar(number));

    /// <summary>An int32 vector.</summary>
    public Port Ints(params ReadOnlySpan<int> numbers) => Kept($"i[{string.Join(',', numbers.ToArray())}]",
        TensorData.Of(numbers.ToArray(), [numbers.Length]));

    /// <summary>An int64 vector.</summary>
    public Port Longs(params ReadOnlySpan<long> numbers) => Kept($"l[{string.Join(',', numbers.ToArray())}]",
        TensorData.Of(numbers.ToArray(), [numbers.Length]));

    /// <summary>A scalar of a type.</summary>
    public Port Number(double number, DType type) => Const(Ops.Scalar(number, type).Constant!);

    /// <summary>The shape of a value, int64.</summary>
    public Port Shape(Port x) => Call("Shape", [x], ("out_type", DataType.Int64));

    /// <summary>The size of an axis, an int32 scalar.</summary>
    public Port Size(Port x, int axis) => Call("GatherV2", [Call("Shape", [x], ("out_type", DataType.Int32)), Int(axis), Int(0)]);

    public Port Cast(Port x, DataType type) => x.Type == type ? x : Call("Cast", [x], ("DstT", type));

    public Port Reshape(Port x, params long[] sizes) => Call("Reshape", [x, Longs(sizes)]);

    /// <summary>Transposes a value. Two transpositions in a row become one, or none if they cancel.</summary>
    public Port Transpose(Port x, int[] perm)
    {
        if (_transposed.TryGetValue(x, out var before)) (x, perm) = (before.From, Array.ConvertAll(perm, axis => before.Perm[axis]));
        if (perm.Index().All(pair => pair.Index == pair.Item)) return x;
        var result = Call("Transpose", [x, Ints(perm)]);
        _transposed.Add(result, (x, perm));
        return result;
    }

    /// <summary>Applies an operator of the last axis along another axis.</summary>
    public Port[] AlongLast(Port x, int axis, int rank, Func<Port, Port[]> last)
    {
        if (axis == rank - 1) return last(x);
        int[] swap = [.. Enumerable.Range(0, rank)];
        (swap[axis], swap[rank - 1]) = (rank - 1, axis);
        return Array.ConvertAll(last(Transpose(x, swap)), port => Transpose(port, swap));
    }

    /// <summary>A slice of a value.</summary>
    /// <param name="x">The value.</param>
    /// <param name="rank">The rank of the value.</param>
    /// <param name="axis">The axis that is sliced; the others are not.</param>
    /// <param name="start">The first index; null for the start of the axis, or its end if the step is negative.</param>
    /// <param name="end">The exclusive last index; null for the rest.</param>
    /// <param name="step">The step between indices.</param>
    public Port Slice(Port x, int rank, int axis, long? start, long? end, long step)
    {
        long[] begins = new long[rank], ends = new long[rank], steps = [.. Enumerable.Repeat(1L, rank)];
        (begins[axis], ends[axis], steps[axis]) = (start ?? 0, end ?? 0, step);
        var (all, one) = ((1L << rank) - 1, 1L << axis);
        return Call("StridedSlice", [x, Longs(begins), Longs(ends), Longs(steps)],
            ("begin_mask", start is null ? all : all & ~one), ("end_mask", end is null ? all : all & ~one));
    }

    private Port Kept(string key, TensorData data) => _numbers.TryGetValue(key, out var port) ? port : _numbers[key] = Const(data);
}
