using System.Numerics;
using System.Runtime.CompilerServices;

namespace Layers;

/// <summary>The kernel that computes the moments of one chunk of a matrix, feature by feature. Each thread has its own instance, which
/// reuses its buffers for all chunks.</summary>
/// <remarks>
/// The shift of a feature is its first value in the chunk. As the shift is one of the n values, the cancellation in <c>Σd² − (Σd)²/n</c> is
/// bounded by a factor n at any distance of the data from zero, because <c>n(x₁ − mean)² ≤ (n − 1)·Σ(x − mean)²</c>. Chunks are short for
/// that reason, and are merged by the formula of Chan, Golub and LeVeque.
/// <para>Rows narrower than a vector are folded: k rows of w numbers become one row of k·w lanes, where k·w is a multiple of the vector
/// width.</para>
/// </remarks>
/// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
internal sealed class MomentKernel<T>(int[] featureOfLane) where T : unmanaged, IFloatingPointIeee754<T>
{
    // Wider folded rows would not fit the L1 cache. Rows of this width are wide enough without folding.
    private const int MostFolded = 1024;

    // The elements that are visited block by block before the next elements: they fit the L1 cache.
    private const int StripElements = 1 << 12, FewestStripRows = 8;

    private readonly LaneSums<T> _sums = new();
    private int[] _featureOfSlot = [];
    private (int Lanes, int Fold) _slotsFor;
    private T[] _shift = [];
    private FeatureSums[] _features = [];
    private Moments[] _moments = [];

    /// <summary>Returns the moments of each feature; the next call overwrites them.</summary>
    /// <param name="chunk">The elements, from the first row on.</param>
    /// <param name="stride">The number of elements from a row to the next.</param>
    /// <param name="rows">The number of rows, at least one.</param>
    /// <param name="lanes">The number of elements to take of each row; at least a vector's width if it is not the stride.</param>
    /// <param name="features">The number of features of the lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<Moments> Observe(ReadOnlySpan<T> chunk, int stride, int rows, int lanes, int features)
    {
        var fold = stride == lanes ? LaneSums<T>.Block / Gcd(lanes, LaneSums<T>.Block) : 1;
        if (lanes * fold > MostFolded) fold = 1;
        var width = lanes * fold;
        AssignSlots(lanes, fold);
        FindShifts(chunk, stride, rows, lanes, features);
        _sums.Start(_featureOfSlot, _shift);

        var (wideRows, rest) = Math.DivRem(rows, fold);
        var strip = Math.Max(StripElements / width, FewestStripRows);
        for (var row = 0; row < wideRows; row += strip)
            _sums.Add(chunk[(row * fold * stride)..], stride * fold, Math.Min(strip, wideRows - row), width);
        if (rest > 0) _sums.AddPart(chunk.Slice(wideRows * width, rest * lanes));
        return Finish(width, features);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AssignSlots(int lanes, int fold)
    {
        if (_slotsFor == (lanes, fold)) return;
        _slotsFor = (lanes, fold);
        _featureOfSlot = new int[LaneSums<T>.Slots(lanes * fold)];
        for (var slot = 0; slot < _featureOfSlot.Length; slot++)
            _featureOfSlot[slot] = featureOfLane[LaneSums<T>.Column(slot, lanes * fold) % lanes];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FindShifts(ReadOnlySpan<T> chunk, int stride, int rows, int lanes, int features)
    {
        if (_shift.Length != features) (_shift, _features, _moments) = (new T[features], new FeatureSums[features], new Moments[features]);
        _shift.AsSpan().Fill(T.NaN);
        for (var lane = 0; lane < lanes; lane++)
        {
            ref var shift = ref _shift[featureOfLane[lane]];
            for (var row = 0; T.IsNaN(shift) && row < rows; row++) shift = chunk[row * stride + lane];
        }
        foreach (ref var shift in _shift.AsSpan())
            if (T.IsNaN(shift)) shift = T.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ReadOnlySpan<Moments> Finish(int width, int features)
    {
        _features.AsSpan().Clear();
        var lastBlock = _featureOfSlot.Length - LaneSums<T>.Block;
        for (var slot = 0; slot < _featureOfSlot.Length; slot++)
        {
            if (slot == lastBlock) slot += _featureOfSlot.Length - width; // skips the lanes that the block before has summed
            _sums.AddTo(ref _features[_featureOfSlot[slot]], slot);
        }
        for (var f = 0; f < features; f++) _moments[f] = _features[f].About(double.CreateTruncating(_shift[f]));
        return _moments;
    }

    private static int Gcd(int a, int b) => b == 0 ? a : Gcd(b, a % b);
}
