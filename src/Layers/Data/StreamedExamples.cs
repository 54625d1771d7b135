using System.Collections;
using System.Runtime.CompilerServices;

namespace Layers;

/// <summary>The rows of a source, drawn from a window, as batches of features and labels; <see cref="RowSourceExamples.Examples"/> creates
/// them.</summary>
public sealed class StreamedExamples : IEnumerable<(TensorData X, TensorData Y)>
{
    // An odd number that is unlike usual seeds (2³² divided by the golden ratio), so that the epochs of neighbouring seeds differ.
    private const int EpochStep = unchecked((int)0x9E3779B9);

    private readonly RowSource _source;
    private readonly int[] _features, _labels;
    private readonly int _batchSize, _window, _seed;

    // The number of enumerations, which determines the order of the rows. It is shared with copies whose columns are in another order.
    private readonly StrongBox<int> _epochs;

    internal StreamedExamples(RowSource source, int[] features, int[] labels, int batchSize, int window, int seed,
        CancellationToken cancellation, StrongBox<int>? epochs = null) =>
        (_epochs, _source, _features, _labels, _batchSize, _window, _seed, Cancellation) = (epochs ?? new(-1), source, features, labels,
            batchSize, window, seed, cancellation);

    /// <summary>The names of the columns of the features, in order.</summary>
    public IReadOnlyList<string> FeatureNames { get; internal init; } = [];

    /// <summary>The names of the columns of the labels, in order.</summary>
    public IReadOnlyList<string> LabelNames { get; internal init; } = [];

    /// <summary>Reads the rows once; each enumeration has another order.</summary>
    public IEnumerator<(TensorData X, TensorData Y)> GetEnumerator() => WithPositions().Select(batch => (batch.X, batch.Y)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Returns the same examples with the features in the order in which the names were learned.</summary>
    /// <param name="learned">The names, in order; null if they are not known.</param>
    /// <param name="owner">The layer or model that learned the names, for messages.</param>
    /// <exception cref="ArgumentException">A name is missing, or a name was not learned; the message has the nearest name.</exception>
    internal StreamedExamples InOrder(IReadOnlyList<string>? learned, string owner)
    {
        if (learned is null || NamedColumns.Order(learned, FeatureNames, owner) is not { } order) return this;
        return new(_source, [.. order.Select(place => _features[place])], _labels, _batchSize, _window, _seed, Cancellation,
            _epochs)
        { FeatureNames = learned, LabelNames = LabelNames };
    }

    /// <summary>Returns the same examples in the order of the source, in batches of the source's default size.</summary>
    internal StreamedExamples InSourceOrder() =>
        new(_source, _features, _labels, RowSource.DefaultBatchSize, window: 1, _seed, Cancellation)
        {
            FeatureNames = FeatureNames,
            LabelNames = LabelNames
        };

    /// <summary>Cancels reading.</summary>
    internal CancellationToken Cancellation { get; }

    /// <summary>The columns of the features, without the labels.</summary>
    internal RowSource Features => _source.Select([.. FeatureNames]);

    /// <summary>Reads the rows once, with the position of each in the source, counted from 0.</summary>
    internal IEnumerable<(TensorData X, TensorData Y, long[] Positions)> WithPositions()
    {
        var order = new Random(unchecked(_seed + Interlocked.Increment(ref _epochs.Value) * EpochStep));
        using var batches = _source.ReadBatches(cancellation: Cancellation).GetEnumerator();
        if (!batches.MoveNext()) yield break;
        // The first batch decides the type; later batches of integers may be float64 because of missing values.
        var examples = batches.Current.Type == DType.Float32
            ? Draw<float>(batches, DType.Float32, order) : Draw<double>(batches, DType.Float64, order);
        foreach (var example in examples) yield return example;
    }

    private IEnumerable<(TensorData X, TensorData Y, long[] Positions)> Draw<T>(IEnumerator<TensorData> batches, DType type, Random order)
        where T : unmanaged
    {
        var width = _features.Length + _labels.Length;
        T[] rows = [], x = [], y = [];
        long[] places = [], positions = [];
        var (held, filled, read) = (0, 0, 0L);
        do
        {
            // float32 would lose digits of wider numbers.
            if (type == DType.Float32 && batches.Current.Type != type) throw Throw.BatchTypesDiffer(_source, batches.Current.Type);
            var batch = Casting.Cast(batches.Current, type);
            for (var row = 0; row < batch.Shape[0].Size; row++)
            {
                if (held < _window)
                {
                    Grow();
                    Store(batch, row, held++);
                    continue;
                }
                var slot = order.Next(_window);
                Emit(slot);
                Store(batch, row, slot);
                if (filled == _batchSize) yield return Take();
            }
        }
        while (batches.MoveNext());
        while (held > 0)
        {
            var slot = order.Next(held);
            Emit(slot);
            rows.AsSpan(--held * width, width).CopyTo(rows.AsSpan(slot * width));
            places[slot] = places[held];
            if (filled == _batchSize) yield return Take();
        }
        if (filled > 0) yield return Take();

        void Grow()
        {
            if (held < places.Length) return;
            var most = (int)Math.Min(_window, Math.Max(1024L, 2L * held));
            Array.Resize(ref rows, checked(most * width));
            Array.Resize(ref places, most);
        }

        void Store(TensorData batch, int row, int slot)
        {
            batch.AsSpan<T>().Slice(row * width, width).CopyTo(rows.AsSpan(slot * width));
            places[slot] = read++;
        }

        void Emit(int slot)
        {
            if (filled == 0)
                (x, y, positions) = (new T[checked(_batchSize * _features.Length)], new T[checked(_batchSize * _labels.Length)],
                    new long[_batchSize]);
            Gather(rows.AsSpan(slot * width, width), _features, x.AsSpan(filled * _features.Length));
            Gather(rows.AsSpan(slot * width, width), _labels, y.AsSpan(filled * _labels.Length));
            positions[filled++] = places[slot];
        }

        (TensorData X, TensorData Y, long[] Positions) Take()
        {
            Array.Resize(ref x, filled * _features.Length);
            Array.Resize(ref y, filled * _labels.Length);
            Array.Resize(ref positions, filled);
            var example = (TensorData.Of(x, [filled, _features.Length]), TensorData.Of(y, [filled, _labels.Length]), positions);
            filled = 0;
            return example;
        }
    }

    private static void Gather<T>(ReadOnlySpan<T> row, int[] columns, Span<T> into)
    {
        for (var i = 0; i < columns.Length; i++) into[i] = row[columns[i]];
    }
}
