using System.Numerics;
using System.Runtime.CompilerServices;

namespace Layers;

/// <summary>The moments of one chunk of a matrix, feature by feature. One instance a thread; its buffers are kept from chunk to
/// chunk.</summary>
/// <remarks>
/// The shift of a feature is its first value in the chunk. Being one of the n values, it bounds the cancellation in
/// <c>Σd² − (Σd)²/n</c> by a factor n however far from zero the data are, since <c>n(x₁ − mean)² ≤ (n − 1)·Σ(x − mean)²</c>;
/// chunks are short for that reason, and are joined by the formula of Chan, Golub and LeVeque.
/// <para>Rows narrower than a vector are folded: k rows of w numbers are one row of k·w lanes, k·w a multiple of the vector.</para>
/// </remarks>
/// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
internal sealed class MomentKernel<T>(int[] featureOfLane) where T : unmanaged, IFloatingPointIeee754<T>
{
    // Folding further than this would not fit the first cache; such rows are wide enough to go unfolded.
    private const int MostFolded = 1024;

    // Elements that are visited block by block before the next ones are touched: within the first cache.
    private const int StripElements = 1 << 12, FewestStripRows = 8;

    private readonly LaneSums<T> _sums = new();
    private int[] _featureOfSlot = [];
    private (int Lanes, int Fold) _slotsFor;
    private T[] _shift = [];
    private FeatureSums[] _features = [];
    private Moments[] _moments = [];

    /// <summary>The moments of each feature; the next call overwrites them.</summary>
    /// <param name="chunk">The first element of the first row and on.</param>
    /// <param name="stride">Elements from a row to the next.</param>
    /// <param name="rows">At least one.</param>
    /// <param name="lanes">Elements of a row to take; at least a vector's when it is not the stride.</param>
    /// <param name="features">How many features the lanes belong to.</param>
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
            if (slot == lastBlock) slot += _featureOfSlot.Length - width; // the lanes that the block before it has summed
            _sums.AddTo(ref _features[_featureOfSlot[slot]], slot);
        }
        for (var f = 0; f < features; f++) _moments[f] = _features[f].About(double.CreateTruncating(_shift[f]));
        return _moments;
    }

    private static int Gcd(int a, int b) => b == 0 ? a : Gcd(b, a % b);
}
