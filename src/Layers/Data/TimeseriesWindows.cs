using System.Collections;

namespace Layers;

/// <summary>The windows of a time series with their targets, in batches: <c>(batch, sequenceLength, …)</c> and <c>(batch, …)</c>, for
/// <c>Fit</c>, <c>Evaluate</c> and <c>Adapt</c>. This is Keras's <c>timeseries_dataset_from_array</c>.</summary>
/// <remarks>The window at position <c>i</c> has the rows <c>i</c>, <c>i + samplingRate</c>, <c>i + 2·samplingRate</c>, …, and its target is
/// row <c>i</c> of the targets. So, to learn the row that follows a window, leave out the first <c>sequenceLength</c> rows of the targets.
/// Windows are created batch by batch; the series is not copied.</remarks>
/// <example><code>
/// // The input is 30 days, the target is the temperature of the next day.
/// var windows = new TimeseriesWindows(days, targets: temperatures[30..], sequenceLength: 30, batchSize: 32, shuffle: true);
/// model.Fit(windows, epochs: 20);
/// </code></example>
public sealed class TimeseriesWindows : IEnumerable<(TensorData X, TensorData Y)>
{
    private readonly TensorData _data, _targets;
    private readonly WindowPlaces _places;
    private int _epochs = -1;

    /// <summary>Creates windows with targets.</summary>
    /// <param name="data">One row for each point in time, in order: <c>(time, …)</c>.</param>
    /// <param name="targets">The targets; row <c>i</c> is the target of the window that starts at row <c>i</c>. Windows without a target
    /// are left out.</param>
    /// <param name="sequenceLength">The number of rows of a window, 1 or more.</param>
    /// <param name="sequenceStride">The number of rows from the start of a window to the next, 1 or more; default 1.</param>
    /// <param name="samplingRate">The number of rows from a row of a window to the next, 1 or more; default 1.</param>
    /// <param name="batchSize">The number of windows of a batch, 1 or more; default 128, as in Keras. The last batch may be
    /// smaller.</param>
    /// <param name="shuffle">Whether each enumeration has another random order; default false, which keeps the windows in the order of
    /// time.</param>
    /// <param name="seed">The seed of the random order; default 0.</param>
    /// <param name="startIndex">The first row to use, from 0; <see langword="null"/> for 0.</param>
    /// <param name="endIndex">The row after the last row to use; <see langword="null"/> for all rows.</param>
    /// <exception cref="ArgumentException">The series has no time axis, or no window fits into it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public TimeseriesWindows(
        TensorData data, TensorData targets, int sequenceLength, int sequenceStride = 1, int samplingRate = 1, int batchSize = 128,
        bool shuffle = false, int seed = 0, int? startIndex = null, int? endIndex = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(targets);
        if (targets.Shape.Rank == 0) throw Throw.NoTime(nameof(targets), targets.Shape);
        (_data, _targets) = (data, targets);
        _places = new WindowPlaces(data, (int)targets.Shape[0].Size, sequenceLength, sequenceStride, samplingRate, batchSize,
            shuffle ? seed : null, startIndex, endIndex);
    }

    /// <summary>The number of windows.</summary>
    public int Count => _places.Count;

    /// <summary>The number of batches.</summary>
    public int Batches => _places.Batches;

    /// <summary>Returns windows without targets, in order, for <c>Predict</c> and <c>Adapt</c>.</summary>
    /// <param name="data">One row for each point in time, in order: <c>(time, …)</c>.</param>
    /// <param name="sequenceLength">The number of rows of a window, 1 or more.</param>
    /// <param name="sequenceStride">The number of rows from the start of a window to the next, 1 or more; default 1.</param>
    /// <param name="samplingRate">The number of rows from a row of a window to the next, 1 or more; default 1.</param>
    /// <param name="batchSize">The number of windows of a batch, 1 or more; default 128.</param>
    /// <param name="startIndex">The first row to use, from 0; <see langword="null"/> for 0.</param>
    /// <param name="endIndex">The row after the last row to use; <see langword="null"/> for all rows.</param>
    /// <returns>Batches <c>(batch, sequenceLength, …)</c>.</returns>
    /// <exception cref="ArgumentException">The series has no time axis, or no window fits into it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static IEnumerable<TensorData> Sequences(
        TensorData data, int sequenceLength, int sequenceStride = 1, int samplingRate = 1, int batchSize = 128, int? startIndex = null,
        int? endIndex = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        var places = new WindowPlaces(data, int.MaxValue, sequenceLength, sequenceStride, samplingRate, batchSize, null, startIndex,
            endIndex);
        return places.Epoch(0).Select(starts => Windows(data, places, starts));
    }

    /// <summary>Enumerates the windows once.</summary>
    public IEnumerator<(TensorData X, TensorData Y)> GetEnumerator() =>
        _places.Epoch(Interlocked.Increment(ref _epochs))
            .Select(starts => (Windows(_data, _places, starts), Rows(_targets, starts, _targets.Shape.With(0, starts.Length))))
            .GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static TensorData Windows(TensorData data, WindowPlaces places, int[] starts) =>
        Rows(data, places.RowsOf(starts), Shape.Create([starts.Length, places.Length, .. data.Shape[1..]]));

    private static TensorData Rows(TensorData data, int[] rows, Shape shape)
    {
        var target = TensorData.Zeros(data.Type, shape);
        TensorData? scratch = null;
        RowCopy.Gather(data, rows, 0, target, ref scratch);
        return target;
    }
}
