namespace Layers;

/// <summary>The starts of the windows of a time series, and the rows of the windows.</summary>
internal sealed class WindowPlaces
{
    private readonly int _first, _stride, _rate, _batchSize;
    private readonly int? _seed;

    /// <param name="data">The series.</param>
    /// <param name="targets">The number of windows with a target, counted from the first row of the series.</param>
    /// <param name="length">The number of rows of a window.</param>
    /// <param name="stride">The number of rows from the start of a window to the next.</param>
    /// <param name="rate">The number of rows from a row of a window to the next.</param>
    /// <param name="batchSize">The number of windows of a batch.</param>
    /// <param name="seed">The seed of the random order; null for the order of time.</param>
    /// <param name="start">The first row to use; null for 0.</param>
    /// <param name="end">The row after the last row to use; null for all rows.</param>
    public WindowPlaces(TensorData data, int targets, int length, int stride, int rate, int batchSize, int? seed, int? start, int? end)
    {
        if (data.Shape.Rank == 0) throw Throw.NoTime(nameof(data), data.Shape);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length, "sequenceLength");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stride, "sequenceStride");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate, "samplingRate");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        var rows = (int)data.Shape[0].Size;
        if (start is < 0 || start >= rows) throw Throw.RowOutOfSeries("startIndex", start.Value, 0, rows - 1);
        _first = start ?? 0;
        if (end <= _first || end > rows) throw Throw.RowOutOfSeries("endIndex", end.Value, _first + 1, rows);
        var used = (end ?? rows) - _first;
        var span = (length - 1L) * rate + 1;
        // Targets before the first used row belong to no window.
        var starts = Math.Min(used - span + 1, (long)targets - _first);
        if (used < span) throw Throw.NoWindowFits(used, span, length, rate);
        if (starts <= 0) throw Throw.NoTargetForAWindow(targets, _first);
        (Length, _stride, _rate, _batchSize, _seed) = (length, stride, rate, batchSize, seed);
        Count = (int)((starts - 1) / stride) + 1;
    }

    /// <summary>The number of rows of a window.</summary>
    public int Length { get; }

    public int Count { get; }

    public int Batches => (Count - 1) / _batchSize + 1;

    /// <summary>Returns the first rows of the windows, batch by batch.</summary>
    public IEnumerable<int[]> Epoch(int epoch)
    {
        var order = _seed is { } seed ? RandomKey.Permutation(RandomKey.Mix(seed, epoch), Count) : null;
        for (var start = 0; start < Count; start += _batchSize)
        {
            var starts = new int[Math.Min(_batchSize, Count - start)];
            for (var i = 0; i < starts.Length; i++) starts[i] = _first + (order?[start + i] ?? start + i) * _stride;
            yield return starts;
        }
    }

    /// <summary>Returns the rows of windows, one window after the other.</summary>
    public int[] RowsOf(int[] starts)
    {
        var rows = new int[checked(starts.Length * Length)];
        for (var i = 0; i < rows.Length; i++) rows[i] = starts[i / Length] + i % Length * _rate;
        return rows;
    }
}
