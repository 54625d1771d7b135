using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Layers;

/// <summary>Per lane of a matrix: how many values, the sums of their deviations from a shift and of the squares, and the range,
/// a vector of lanes at a time.</summary>
/// <remarks>
/// A block is one vector of floats or two of doubles, and accumulates in two vectors of doubles. The last block of a row ends
/// where the row ends, and so may repeat lanes of the block before it; it has slots of its own and the repeats are skipped when read.
/// <para>A NaN is replaced by the shift, which adds nothing to the sums and, being a value of the lane's feature, leaves the range
/// alone; it is not counted. An infinity needs no test: it makes the sums infinite or NaN, and so they stay until the pass looks at
/// its result.</para>
/// </remarks>
/// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
internal sealed class LaneSums<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private T[] _shift = [], _minimum = [], _maximum = [];
    private double[] _sum = [], _squares = [];
    private int[] _count = [];

    /// <summary>Lanes of a block.</summary>
    public static int Block => Vector512.IsHardwareAccelerated ? Vector512<float>.Count : Vector<float>.Count;

    /// <summary>The slots that a row takes.</summary>
    public static int Slots(int width) => (width + Block - 1) / Block * Block;

    /// <summary>The element of a row that a slot sums.</summary>
    public static int Column(int slot, int width) => Math.Min(slot / Block * Block, width - Block) + slot % Block;

    /// <summary>Whether a slot of the last block sums what the block before it sums too.</summary>
    public static bool IsRepeat(int slot, int width) => Column(slot, width) < slot / Block * Block;

    /// <summary>Forgets all sums and takes new shifts.</summary>
    public void Start(int[] featureOfSlot, T[] shiftOfFeature)
    {
        var slots = featureOfSlot.Length;
        if (_shift.Length != slots)
        {
            (_shift, _minimum, _maximum) = (new T[slots], new T[slots], new T[slots]);
            (_sum, _squares, _count) = (new double[slots], new double[slots], new int[slots]);
        }
        for (var slot = 0; slot < slots; slot++) _shift[slot] = shiftOfFeature[featureOfSlot[slot]];
        _shift.CopyTo(_minimum, 0);
        _shift.CopyTo(_maximum, 0);
        _sum.AsSpan().Clear();
        _squares.AsSpan().Clear();
        _count.AsSpan().Clear();
    }

    /// <summary>Adds whole rows.</summary>
    public void Add(ReadOnlySpan<T> data, int stride, int rows, int width)
    {
        _ = data[(rows - 1) * stride + width - 1];
        for (var slot = 0; slot < _shift.Length; slot += Block)
        {
            ref var first = ref MemoryMarshal.GetReference(data[Column(slot, width)..]);
            if (typeof(T) == typeof(float) && Vector512.IsHardwareAccelerated)
                AddSingles512(ref System.Runtime.CompilerServices.Unsafe.As<T, float>(ref first), stride, rows, slot);
            else if (typeof(T) == typeof(float))
                AddSingles(ref System.Runtime.CompilerServices.Unsafe.As<T, float>(ref first), stride, rows, slot);
            else
                AddDoubles(ref System.Runtime.CompilerServices.Unsafe.As<T, double>(ref first), stride, rows, slot);
        }
    }

    /// <summary>Adds the first elements of one more row, one by one.</summary>
    public void AddPart(ReadOnlySpan<T> data)
    {
        for (var slot = 0; slot < data.Length; slot++)
        {
            var value = data[slot];
            if (T.IsNaN(value)) continue;
            var deviation = double.CreateTruncating(value) - double.CreateTruncating(_shift[slot]);
            _count[slot]++;
            _sum[slot] += deviation;
            _squares[slot] += deviation * deviation;
            _minimum[slot] = T.MinNative(_minimum[slot], value);
            _maximum[slot] = T.MaxNative(_maximum[slot], value);
        }
    }

    /// <summary>Adds the sums of one slot to those of its feature.</summary>
    public void AddTo(ref FeatureSums feature, int slot) => feature.Add(
        _count[slot], _sum[slot], _squares[slot], double.CreateTruncating(_minimum[slot]), double.CreateTruncating(_maximum[slot]));

    private void AddSingles(ref float first, int stride, int rows, int slot)
    {
        var half = Vector<double>.Count;
        var shift = new Vector<float>((float[])(object)_shift, slot);
        var minimum = new Vector<float>((float[])(object)_minimum, slot);
        var maximum = new Vector<float>((float[])(object)_maximum, slot);
        var count = new Vector<int>(_count, slot);
        var (sum0, sum1) = (new Vector<double>(_sum, slot), new Vector<double>(_sum, slot + half));
        var (squares0, squares1) = (new Vector<double>(_squares, slot), new Vector<double>(_squares, slot + half));
        Vector.Widen(shift, out var shift0, out var shift1);
        nuint at = 0;
        for (var row = 0; row < rows; row++, at += (nuint)stride)
        {
            var x = Vector.LoadUnsafe(ref first, at);
            var present = Vector.Equals(x, x);
            count -= present;
            x = Vector.ConditionalSelect(present, x, shift);
            minimum = Vector.MinNative(minimum, x);
            maximum = Vector.MaxNative(maximum, x);
            Vector.Widen(x, out var d0, out var d1);
            d0 -= shift0;
            d1 -= shift1;
            sum0 += d0;
            sum1 += d1;
            squares0 = Vector.MultiplyAddEstimate(d0, d0, squares0);
            squares1 = Vector.MultiplyAddEstimate(d1, d1, squares1);
        }
        minimum.CopyTo((float[])(object)_minimum, slot);
        maximum.CopyTo((float[])(object)_maximum, slot);
        count.CopyTo(_count, slot);
        Store(sum0, sum1, squares0, squares1, slot);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
    private unsafe void AddSingles512(ref float first, int stride, int rows, int slot)
    {
        var at0 = (nuint)slot;
        ref var shifts = ref MemoryMarshal.GetArrayDataReference((float[])(object)_shift);
        ref var minima = ref MemoryMarshal.GetArrayDataReference((float[])(object)_minimum);
        ref var maxima = ref MemoryMarshal.GetArrayDataReference((float[])(object)_maximum);
        ref var counts = ref MemoryMarshal.GetArrayDataReference(_count);
        ref var sums = ref MemoryMarshal.GetArrayDataReference(_sum);
        ref var squares = ref MemoryMarshal.GetArrayDataReference(_squares);
        var shift = Vector512.LoadUnsafe(ref shifts, at0);
        var minimum = Vector512.LoadUnsafe(ref minima, at0);
        var maximum = Vector512.LoadUnsafe(ref maxima, at0);
        var count = Vector512.LoadUnsafe(ref counts, at0);
        var sum0 = Vector512.LoadUnsafe(ref sums, at0);
        var sum1 = Vector512.LoadUnsafe(ref sums, at0 + 8);
        var squares0 = Vector512.LoadUnsafe(ref squares, at0);
        var squares1 = Vector512.LoadUnsafe(ref squares, at0 + 8);
        var (shift0, shift1) = Vector512.Widen(shift);
        nuint at = 0;
        var prefetch = (byte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref first) + PF;
        for (var row = 0; row < rows; row++, at += (nuint)stride)
        {
            if (PF > 0) System.Runtime.Intrinsics.X86.Sse.Prefetch0(prefetch + 4 * at);
            var x = Vector512.LoadUnsafe(ref first, at);
            var present = Vector512.Equals(x, x);
            count -= present.AsInt32();
            x = Vector512.ConditionalSelect(present, x, shift);
            minimum = Vector512.MinNative(minimum, x);
            maximum = Vector512.MaxNative(maximum, x);
            var (d0, d1) = Vector512.Widen(x);
            d0 -= shift0;
            d1 -= shift1;
            sum0 += d0;
            sum1 += d1;
            squares0 = Vector512.MultiplyAddEstimate(d0, d0, squares0);
            squares1 = Vector512.MultiplyAddEstimate(d1, d1, squares1);
        }
        minimum.StoreUnsafe(ref minima, at0);
        maximum.StoreUnsafe(ref maxima, at0);
        count.StoreUnsafe(ref counts, at0);
        sum0.StoreUnsafe(ref sums, at0);
        sum1.StoreUnsafe(ref sums, at0 + 8);
        squares0.StoreUnsafe(ref squares, at0);
        squares1.StoreUnsafe(ref squares, at0 + 8);
    }
    private static readonly int PF = int.Parse(Environment.GetEnvironmentVariable("PF") ?? "0");

    private void AddDoubles(ref double first, int stride, int rows, int slot)
    {
        var half = Vector<double>.Count;
        var (s, lows, highs) = ((double[])(object)_shift, (double[])(object)_minimum, (double[])(object)_maximum);
        var (shift0, shift1) = (new Vector<double>(s, slot), new Vector<double>(s, slot + half));
        var (minimum0, minimum1) = (new Vector<double>(lows, slot), new Vector<double>(lows, slot + half));
        var (maximum0, maximum1) = (new Vector<double>(highs, slot), new Vector<double>(highs, slot + half));
        Vector.Widen(new Vector<int>(_count, slot), out var count0, out var count1);
        var (sum0, sum1) = (new Vector<double>(_sum, slot), new Vector<double>(_sum, slot + half));
        var (squares0, squares1) = (new Vector<double>(_squares, slot), new Vector<double>(_squares, slot + half));
        nuint at = 0;
        for (var row = 0; row < rows; row++, at += (nuint)stride)
        {
            var x0 = Vector.LoadUnsafe(ref first, at);
            var x1 = Vector.LoadUnsafe(ref first, at + (nuint)half);
            var (present0, present1) = (Vector.Equals(x0, x0), Vector.Equals(x1, x1));
            count0 -= present0;
            count1 -= present1;
            x0 = Vector.ConditionalSelect(present0, x0, shift0);
            x1 = Vector.ConditionalSelect(present1, x1, shift1);
            minimum0 = Vector.MinNative(minimum0, x0);
            minimum1 = Vector.MinNative(minimum1, x1);
            maximum0 = Vector.MaxNative(maximum0, x0);
            maximum1 = Vector.MaxNative(maximum1, x1);
            var (d0, d1) = (x0 - shift0, x1 - shift1);
            sum0 += d0;
            sum1 += d1;
            squares0 = Vector.MultiplyAddEstimate(d0, d0, squares0);
            squares1 = Vector.MultiplyAddEstimate(d1, d1, squares1);
        }
        minimum0.CopyTo(lows, slot);
        minimum1.CopyTo(lows, slot + half);
        maximum0.CopyTo(highs, slot);
        maximum1.CopyTo(highs, slot + half);
        Vector.Narrow(count0, count1).CopyTo(_count, slot);
        Store(sum0, sum1, squares0, squares1, slot);
    }

    private void Store(Vector<double> sum0, Vector<double> sum1, Vector<double> squares0, Vector<double> squares1, int slot)
    {
        var half = Vector<double>.Count;
        sum0.CopyTo(_sum, slot);
        sum1.CopyTo(_sum, slot + half);
        squares0.CopyTo(_squares, slot);
        squares1.CopyTo(_squares, slot + half);
    }
}
