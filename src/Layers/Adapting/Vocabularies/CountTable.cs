using System.Buffers;
using Layers.Graphs;

namespace Layers;

/// <summary>How often each value of a column was seen, and in how many documents; on all cores.</summary>
/// <remarks>Values go to one of a fixed number of parts by their hash, and each part is the work of one thread: nothing is locked or
/// merged, and the parts of a million values are small enough for a core's own cache. How many threads there are does not show in the
/// result.</remarks>
internal sealed class CountTable<T, THash>
    where T : notnull
    where THash : struct, IValueHash<T>
{
    private const int PartBits = 8, PartCount = 1 << PartBits;

    // Fewer are counted before a second thread has woken up.
    private const int FewestForThreads = 1 << 14;

    // What a thread hashes at a time, and what all of them do before they count: the keys of so many values take 24 MB. The more they are,
    // the more of them meet the same value while it is in a cache.
    private const int BlockValues = 1 << 14, ChunkValues = 1 << 20;

    // How many values a part looks up together.
    private const int LookedUp = 32;

    private readonly CountPart<T, THash>[] _parts;

    public CountTable() => _parts = [.. Enumerable.Range(0, PartCount).Select(_ => new CountPart<T, THash>())];

    private CountTable(CountTable<T, THash> other) => _parts = Array.ConvertAll(other._parts, part => part.Copy());

    public int Distinct => _parts.Sum(part => part.Count);

    /// <summary>The parts; each value is in one of them.</summary>
    public ReadOnlySpan<CountPart<T, THash>> Parts => _parts;

    /// <summary>Counts every <paramref name="stride"/>-th value.</summary>
    /// <param name="values">All values.</param>
    /// <param name="first">Where to begin.</param>
    /// <param name="stride">From one to the next.</param>
    /// <param name="width">How many of the counted values are one document; of more than one, each value stands for itself.</param>
    /// <param name="firstDocument">The number of the first.</param>
    /// <param name="grown">Told the documents that were counted, whenever there may be more values than before; it may throw.</param>
    /// <param name="cancellation">Stops it.</param>
    public void Add(TensorData values, int first, int stride, int width, long firstDocument, Action<long> grown, CancellationToken cancellation)
    {
        var count = (values.Length - first + stride - 1) / stride;
        if (count < FewestForThreads || Environment.ProcessorCount == 1)
        {
            var span = values.AsSpan<T>();
            for (var i = 0; i < count; i++) Add(span[first + i * stride], DocumentOf(i, width, firstDocument));
            grown((count + width - 1) / width);
            return;
        }
        // Chunks end between documents, and so do not share one.
        var chunk = Math.Max(ChunkValues / width, 1) * width;
        using var keys = new SortedKeys(Math.Min(chunk, count));
        for (var start = 0; start < count; start += chunk)
        {
            cancellation.ThrowIfCancellationRequested();
            Add(values, first, stride, start, Math.Min(chunk, count - start), width, firstDocument, keys);
            grown((Math.Min(start + chunk, count) + width - 1) / width);
        }
    }

    /// <summary>Counts what was counted elsewhere.</summary>
    public void Add(T value, long count, long documents)
    {
        var key = THash.Key(value);
        var hash = key.Hash();
        _parts[PartOf(hash)].Add(value, key, hash, count, documents);
    }

    public void Add(CountTable<T, THash> other) => Parallel.For(0, PartCount, p =>
    {
        var more = other._parts[p];
        for (var i = 0; i < more.Count; i++)
        {
            ref readonly var entry = ref more.Entries[i];
            _parts[p].Add(entry.Value, entry.Key, entry.Key.Hash(), entry.Count, more.DocumentsOf(i));
        }
    });

    public CountTable<T, THash> Copy() => new(this);

    public long CountOf(T value)
    {
        var key = THash.Key(value);
        var hash = key.Hash();
        return _parts[PartOf(hash)].CountOf(value, key, hash);
    }

    private void Add(T value, long document)
    {
        if (!TryAdd(value, document)) TryAdd(THash.Mended(value), document);
    }

    private bool TryAdd(T value, long document)
    {
        var key = THash.Key(value);
        var hash = key.Hash();
        return _parts[PartOf(hash)].Add(value, new(key, hash, 0), -1, document);
    }

    private void Add(TensorData values, int first, int stride, int start, int count, int width, long firstDocument, SortedKeys keys)
    {
        var blocks = (count + BlockValues - 1) / BlockValues;
        Parallel.For(0, blocks, () => new KeyedValue[BlockValues], (block, _, buffer) =>
        {
            keys.Sort(values.AsSpan<T>(), first, stride, start, block, buffer.AsSpan(0, Math.Min(BlockValues, count - block * BlockValues)));
            return buffer;
        }, _ => { });
        // Those that another value stands for are rare, and may belong to another part.
        var mended = new List<int>[PartCount];
        Parallel.For(0, PartCount, p =>
        {
            var span = values.AsSpan<T>();
            var part = _parts[p];
            Span<int> known = stackalloc int[LookedUp];
            for (var block = 0; block < blocks; block++)
            {
                for (var left = keys.Of(block, p); !left.IsEmpty; left = left[Math.Min(LookedUp, left.Length)..])
                {
                    var some = left[..Math.Min(LookedUp, left.Length)];
                    part.Find(some, known);
                    for (var k = 0; k < some.Length; k++)
                    {
                        var i = start + block * BlockValues + some[k].Index;
                        if (!part.Add(span[first + i * stride], some[k], known[k], DocumentOf(i, width, firstDocument))) (mended[p] ??= []).Add(i);
                    }
                }
            }
        });
        foreach (var i in mended.Where(list => list is not null).SelectMany(list => list)) Add(values.AsSpan<T>()[first + i * stride], DocumentOf(i, width, firstDocument));
    }

    private static long DocumentOf(int value, int width, long firstDocument) => width == 1 ? -1 : firstDocument + value / width;

    private static int PartOf(uint hash) => (int)(hash >> (32 - PartBits));

    /// <summary>The keys of a chunk by part, block by block; within them in the order of the values.</summary>
    private sealed class SortedKeys(int most) : IDisposable
    {
        private readonly KeyedValue[] _sorted = ArrayPool<KeyedValue>.Shared.Rent(most);
        private readonly int[] _starts = new int[((most + BlockValues - 1) / BlockValues) * (PartCount + 1)];

        public void Sort(ReadOnlySpan<T> values, int first, int stride, int start, int block, Span<KeyedValue> keys)
        {
            var starts = _starts.AsSpan(block * (PartCount + 1), PartCount + 1);
            starts.Clear();
            var from = first + (start + block * BlockValues) * stride;
            for (var i = 0; i < keys.Length; i++)
            {
                var key = THash.Key(values[from + i * stride]);
                var hash = key.Hash();
                keys[i] = new(key, hash, i);
                starts[PartOf(hash) + 1]++;
            }
            for (var p = 0; p < PartCount; p++) starts[p + 1] += starts[p];
            Span<int> next = stackalloc int[PartCount];
            starts[..PartCount].CopyTo(next);
            var sorted = _sorted.AsSpan(block * BlockValues, keys.Length);
            foreach (ref readonly var key in keys) sorted[next[PartOf(key.Hash)]++] = key;
        }

        public void Dispose() => ArrayPool<KeyedValue>.Shared.Return(_sorted);

        public ReadOnlySpan<KeyedValue> Of(int block, int part)
        {
            var starts = _starts.AsSpan(block * (PartCount + 1), PartCount + 1);
            return _sorted.AsSpan(block * BlockValues + starts[part], starts[part + 1] - starts[part]);
        }
    }
}
