using System.Collections;
using System.Runtime.CompilerServices;

namespace Layers;

/// <summary>Rows of a source, drawn from a window, as batches of features and labels: what <see cref="RowSourceExamples.Examples"/>
/// gives.</summary>
public sealed class StreamedExamples : IEnumerable<(TensorData X, TensorData Y)>
{
    // An odd number far from any seed's pattern (the golden ratio of 2³²): epochs of neighbouring seeds differ.
    private const int EpochStep = unchecked((int)0x9E3779B9);

    private readonly RowSource _source;
    private readonly int[] _features, _labels;
    private readonly int _batchSize, _window, _seed;

    // Shared by examples whose columns were put into another order: how often they were enumerated decides the order of the rows.
    private readonly StrongBox<int> _epochs;

    internal StreamedExamples(RowSource source, int[] features, int[] labels, int batchSize, int window, int seed, CancellationToken cancellation, StrongBox<int>? epochs = null) =>
        (_epochs, _source, _features, _labels, _batchSize, _window, _seed, Cancellation) = (epochs ?? new(-1), source, features, labels, batchSize, window, seed, cancellation);

    /// <summary>The names of the columns of the features, in order.</summary>
    public IReadOnlyList<string> FeatureNames { get; internal init; } = [];

    /// <summary>The names of the columns of the labels, in order.</summary>
    public IReadOnlyList<string> LabelNames { get; internal init; } = [];

    /// <summary>Reads the rows once, in an order of their own.</summary>
    public IEnumerator<(TensorData X, TensorData Y)> GetEnumerator() => WithPositions().Select(batch => (batch.X, batch.Y)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The same examples with their features in the order in which names were learned.</summary>
    /// <param name="learned">The names, in order; null where nobody knows any.</param>
    /// <param name="owner">Who learned them, for messages.</param>
    /// <exception cref="ArgumentException">A name is missing, or one was not learned; the message has the nearest.</exception>
    internal StreamedExamples InOrder(IReadOnlyList<string>? learned, string owner)
    {
        if (learned is null || NamedColumns.Order(learned, FeatureNames, owner) is not { } order) return this;
        return new(_source, [.. order.Select(place => _features[place])], _labels, _batchSize, _window, _seed, Cancellation, _epochs) { FeatureNames = learned, LabelNames = LabelNames };
    }

    /// <summary>The same examples in the order of the source, in batches as large as it gives.</summary>
    internal StreamedExamples InSourceOrder() => new(_source, _features, _labels, RowSource.DefaultBatchSize, window: 1, _seed, Cancellation) { FeatureNames = FeatureNames, LabelNames = LabelNames };

    /// <summary>Stops reading.</summary>
    internal CancellationToken Cancellation { get; }

    /// <summary>The columns of the features alone.</summary>
    internal RowSource Features => _source.Select([.. FeatureNames]);

    /// <summary>Reads the rows once, with the position of each in the source, counted from 0.</summary>
    internal IEnumerable<(TensorData X, TensorData Y, long[] Positions)> WithPositions()
    {
        var order = new Random(unchecked(_seed + Interlocked.Increment(ref _epochs.Value) * EpochStep));
        using var batches = _source.ReadBatches(cancellation: Cancellation).GetEnumerator();
        if (!batches.MoveNext()) yield break;
        // The first batch decides; later ones of integers with missing values come as float64.
        var examples = batches.Current.Type == DType.Float32 ? Draw<float>(batches, DType.Float32, order) : Draw<double>(batches, DType.Float64, order);
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
            // float32 would take the digits of wider numbers away.
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
            if (filled == 0) (x, y, positions) = (new T[checked(_batchSize * _features.Length)], new T[checked(_batchSize * _labels.Length)], new long[_batchSize]);
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
