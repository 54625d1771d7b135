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
        var width = features.Length + labels.Length;
        DType? type = null;
        double[] wide = [];
        float[] narrow = [];
        var (held, filled) = (0, 0);
        var (x, y) = NewBatch(batchSize, DType.Float32);
        foreach (var batch in source.ReadBatches(cancellation: cancellation))
        {
            if (type is null)
            {
                type = batch.Type == DType.Float32 ? DType.Float32 : DType.Float64;
                (x, y) = NewBatch(batchSize, type.Value);
            }
            var rows = Casting.Cast(batch, type.Value);
            for (var row = 0; row < rows.Shape[0].Size; row++)
            {
                if (held < window)
                {
                    Grow(held);
                    Store(rows, row, held++);
                    continue;
                }
                var slot = order.Next(window);
                Emit(slot);
                Store(rows, row, slot);
                if (filled == batchSize) yield return Take();
            }
        }
        while (held > 0)
        {
            var slot = order.Next(held);
            Emit(slot);
            Move(--held, slot);
            if (filled == batchSize) yield return Take();
        }
        if (filled > 0)
            yield return (First(x, filled), First(y, filled));

        void Grow(int rows)
        {
            if (type == DType.Float32 ? rows * width < narrow.Length : rows * width < wide.Length) return;
            var length = checked((int)Math.Min((long)window * width, Math.Max(1024L, 2L * rows) * width));
            if (type == DType.Float32) Array.Resize(ref narrow, length);
            else Array.Resize(ref wide, length);
        }

        void Store(TensorData rows, int row, int slot)
        {
            if (type == DType.Float32) rows.AsSpan<float>().Slice(row * width, width).CopyTo(narrow.AsSpan(slot * width));
            else rows.AsSpan<double>().Slice(row * width, width).CopyTo(wide.AsSpan(slot * width));
        }

        void Move(int from, int to)
        {
            if (type == DType.Float32) narrow.AsSpan(from * width, width).CopyTo(narrow.AsSpan(to * width));
            else wide.AsSpan(from * width, width).CopyTo(wide.AsSpan(to * width));
        }

        void Emit(int slot)
        {
            if (type == DType.Float32)
            {
                Gather(narrow.AsSpan(slot * width, width), features, x.Span<float>()[(filled * features.Length)..]);
                Gather(narrow.AsSpan(slot * width, width), labels, y.Span<float>()[(filled * labels.Length)..]);
            }
            else
            {
                Gather(wide.AsSpan(slot * width, width), features, x.Span<double>()[(filled * features.Length)..]);
                Gather(wide.AsSpan(slot * width, width), labels, y.Span<double>()[(filled * labels.Length)..]);
            }
            filled++;
        }

        (TensorData X, TensorData Y) Take()
        {
            var full = (x, y);
            (x, y) = NewBatch(batchSize, type!.Value);
            filled = 0;
            return full;
        }
    }

    private (TensorData X, TensorData Y) NewBatch(int rows, DType type) =>
        (TensorData.Zeros(type, Shape.Of(rows, features.Length)), TensorData.Zeros(type, Shape.Of(rows, labels.Length)));

    private static TensorData First(TensorData batch, int rows)
    {
        var first = TensorData.Zeros(batch.Type, Shape.Of(rows, batch.Shape[1].Size));
        Casting.Convert(batch, 0, first, 0, first.Length);
        return first;
    }

    private static void Gather<T>(ReadOnlySpan<T> row, int[] columns, Span<T> into)
    {
        for (var i = 0; i < columns.Length; i++) into[i] = row[columns[i]];
    }
}
