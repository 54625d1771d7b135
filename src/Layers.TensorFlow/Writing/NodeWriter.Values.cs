using Layers.TensorFlow.Proto;

namespace Layers.TensorFlow;

/// <summary>What many operators need: constants, sizes, and axes in another order.</summary>
internal sealed partial class NodeWriter
{
    private readonly Dictionary<string, Port> _numbers = [];
    private readonly Dictionary<Port, (Port From, int[] Perm)> _transposed = [];

    public Port Const(TensorData data) => Call("Const", [], ("dtype", data.Type.ToTensorFlow()), ("value", data));

    /// <summary>An int32 without axes.</summary>
    public Port Int(int number) => Kept($"i{number}", TensorData.Scalar(number));

    /// <summary>int32 along one axis.</summary>
    public Port Ints(params ReadOnlySpan<int> numbers) => Kept($"i[{string.Join(',', numbers.ToArray())}]", TensorData.Of(numbers.ToArray(), [numbers.Length]));

    /// <summary>int64 along one axis.</summary>
    public Port Longs(params ReadOnlySpan<long> numbers) => Kept($"l[{string.Join(',', numbers.ToArray())}]", TensorData.Of(numbers.ToArray(), [numbers.Length]));

    /// <summary>A number without axes, of a type.</summary>
    public Port Number(double number, DType type) => Const(Ops.Scalar(number, type).Constant!);

    /// <summary>The sizes of a value, int64.</summary>
    public Port Shape(Port x) => Call("Shape", [x], ("out_type", DataType.Int64));

    /// <summary>The size of an axis without axes, int32.</summary>
    public Port Size(Port x, int axis) => Call("GatherV2", [Call("Shape", [x], ("out_type", DataType.Int32)), Int(axis), Int(0)]);

    public Port Cast(Port x, DataType type) => x.Type == type ? x : Call("Cast", [x], ("DstT", type));

    public Port Reshape(Port x, params long[] sizes) => Call("Reshape", [x, Longs(sizes)]);

    /// <summary>Axes in another order. Two orders in a row are one, and none where they undo each other.</summary>
    public Port Transpose(Port x, int[] perm)
    {
        if (_transposed.TryGetValue(x, out var before)) (x, perm) = (before.From, Array.ConvertAll(perm, axis => before.Perm[axis]));
        if (perm.Index().All(pair => pair.Index == pair.Item)) return x;
        var result = Call("Transpose", [x, Ints(perm)]);
        _transposed.Add(result, (x, perm));
        return result;
    }

    /// <summary>An operator that works along the last axis, along another one.</summary>
    public Port[] AlongLast(Port x, int axis, int rank, Func<Port, Port[]> last)
    {
        if (axis == rank - 1) return last(x);
        int[] swap = [.. Enumerable.Range(0, rank)];
        (swap[axis], swap[rank - 1]) = (rank - 1, axis);
        return Array.ConvertAll(last(Transpose(x, swap)), port => Transpose(port, swap));
    }

    /// <summary>A part of a value.</summary>
    /// <param name="x">The value.</param>
    /// <param name="rank">How many axes it has.</param>
    /// <param name="axis">The axis that is cut; the others stay whole.</param>
    /// <param name="start">Where it begins; null for the axis's own beginning, or its end when going backward.</param>
    /// <param name="end">Before what it ends; null for the rest.</param>
    /// <param name="step">How far it is from one to the next.</param>
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
