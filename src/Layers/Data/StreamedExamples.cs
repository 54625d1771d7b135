using System.Collections;

namespace Layers;

/// <summary>Rows of a source, drawn from a window, as batches of features and labels.</summary>
internal sealed class StreamedExamples(
    RowSource source, int[] features, int[] labels, int batchSize, int window, int seed, CancellationToken cancellation) : IEnumerable<(TensorData X, TensorData Y)>
{
    // An odd number far from any seed's pattern (the golden ratio of 2³²): epochs of neighbouring seeds differ.
    private const int EpochStep = unchecked((int)0x9E3779B9);

    private int _epochs = -1;

    public IEnumerator<(TensorData X, TensorData Y)> GetEnumerator()
    {
        var order = new Random(unchecked(seed + Interlocked.Increment(ref _epochs) * EpochStep));
        return Read(order).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IEnumerable<(TensorData X, TensorData Y)> Read(Random order)
    {
        using var batches = source.ReadBatches(cancellation: cancellation).GetEnumerator();
        if (!batches.MoveNext()) yield break;
        // The first batch decides; later ones of integers with missing values come as float64.
        var examples = batches.Current.Type == DType.Float32 ? Draw<float>(batches, DType.Float32, order) : Draw<double>(batches, DType.Float64, order);
        foreach (var example in examples) yield return example;
    }

    private IEnumerable<(TensorData X, TensorData Y)> Draw<T>(IEnumerator<TensorData> batches, DType type, Random order)
        where T : unmanaged
    {
        var width = features.Length + labels.Length;
        T[] rows = [], x = [], y = [];
        var (held, filled) = (0, 0);
        do
        {
            var batch = Casting.Cast(batches.Current, type);
            for (var row = 0; row < batch.Shape[0].Size; row++)
            {
                if (held < window)
                {
                    Grow();
                    Store(batch, row, held++);
                    continue;
                }
                var slot = order.Next(window);
                Emit(slot);
                Store(batch, row, slot);
                if (filled == batchSize) yield return Take();
            }
        }
        while (batches.MoveNext());
        while (held > 0)
        {
            var slot = order.Next(held);
            Emit(slot);
            rows.AsSpan(--held * width, width).CopyTo(rows.AsSpan(slot * width));
            if (filled == batchSize) yield return Take();
        }
        if (filled > 0) yield return Take();

        void Grow()
        {
            if (held * width == rows.Length) Array.Resize(ref rows, checked((int)Math.Min((long)window * width, Math.Max(1024L, 2L * held) * width)));
        }

        void Store(TensorData batch, int row, int slot) => batch.AsSpan<T>().Slice(row * width, width).CopyTo(rows.AsSpan(slot * width));

        void Emit(int slot)
        {
            if (filled == 0) (x, y) = (new T[checked(batchSize * features.Length)], new T[checked(batchSize * labels.Length)]);
            Gather(rows.AsSpan(slot * width, width), features, x.AsSpan(filled * features.Length));
            Gather(rows.AsSpan(slot * width, width), labels, y.AsSpan(filled * labels.Length));
            filled++;
        }

        (TensorData X, TensorData Y) Take()
        {
            Array.Resize(ref x, filled * features.Length);
            Array.Resize(ref y, filled * labels.Length);
            var example = (TensorData.Of(x, [filled, features.Length]), TensorData.Of(y, [filled, labels.Length]));
            filled = 0;
            return example;
        }
    }

    private static void Gather<T>(ReadOnlySpan<T> row, int[] columns, Span<T> into)
    {
        for (var i = 0; i < columns.Length; i++) into[i] = row[columns[i]];
    }
}
