using System.Buffers;
using Layers.Graphs;

namespace Layers;

/// <summary>The counts of each value of a column, and the number of documents with the value; counted on all cores.</summary>
/// <remarks>The hash of a value selects one of a fixed number of parts, and one thread works on each part: there is no locking or merging,
/// and the parts of a million values are small enough for a core's own cache. The number of threads does not affect the result.</remarks>
internal sealed class CountTable<T, THash>
    where T : notnull
    where THash : struct, IValueHash<T>
{
    private const int PartBits = 8, PartCount = 1 << PartBits;

    // Starting a second thread would take longer than counting fewer values.
    private const int FewestForThreads = 1 << 14;

    // A block is hashed by one thread at a time; a chunk is hashed by all threads before they count. The keys of a chunk take 24 MB. Large
    // chunks are fast, because more of their values find an equal value in a cache.
    private const int BlockValues = 1 << 14, ChunkValues = 1 << 20;

    // The number of values that a part looks up together.
    private const int LookedUp = 32;

    private readonly CountPart<T, THash>[] _parts;

    public CountTable() => _parts = [.. Enumerable.Range(0, PartCount).Select(_ => new CountPart<T, THash>())];

    private CountTable(CountTable<T, THash> other) => _parts = Array.ConvertAll(other._parts, part => part.Copy());

    public int Distinct => _parts.Sum(part => part.Count);

    /// <summary>The parts; each value is in exactly one part.</summary>
    public ReadOnlySpan<CountPart<T, THash>> Parts => _parts;

    /// <summary>Counts every <paramref name="stride"/>-th value.</summary>
    /// <param name="values">All values.</param>
    /// <param name="first">The index of the first counted value.</param>
    /// <param name="stride">The distance between counted values.</param>
    /// <param name="width">The number of counted values of a document; with 1, each value is its own document.</param>
    /// <param name="firstDocument">The number of the first document.</param>
    /// <param name="grown">Receives the number of counted documents whenever there may be more distinct values than before; it may
    /// throw.</param>
    /// <param name="cancellation">Cancels the counting.</param>
    public void Add(TensorData values, int first, int stride, int width, long firstDocument, Action<long> grown,
        CancellationToken cancellation)
    {
        var count = (values.Length - first + stride - 1) / stride;
        if (count < FewestForThreads || Environment.ProcessorCount == 1)
        {
            var span = values.AsSpan<T>();
            for (var i = 0; i < count; i++) Add(span[first + i * stride], DocumentOf(i, width, firstDocument));
            grown((count + width - 1) / width);
            return;
        }
        // Chunks end between documents, so no document is in two chunks.
        var chunk = Math.Max(ChunkValues / width, 1) * width;
        using var keys = new SortedKeys(Math.Min(chunk, count));
        for (var start = 0; start < count; start += chunk)
        {
            cancellation.ThrowIfCancellationRequested();
            Add(values, first, stride, start, Math.Min(chunk, count - start), width, firstDocument, keys);
            grown((Math.Min(start + chunk, count) + width - 1) / width);
        }
    }

    /// <summary>Adds the counts of a value in another table, a file or a query.</summary>
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
        if (!TryAdd(value, document)) TryAdd(THash.WellFormed(value), document);
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
            keys.Sort(values.AsSpan<T>(), first, stride, start, block,
                buffer.AsSpan(0, Math.Min(BlockValues, count - block * BlockValues)));
            return buffer;
        }, _ => { });
        // Values for which another value is counted are rare, and may belong to another part.
        var replaced = new List<int>[PartCount];
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
                        var isCounted = part.Add(span[first + i * stride], some[k], known[k], DocumentOf(i, width, firstDocument));
                        if (!isCounted) (replaced[p] ??= []).Add(i);
                    }
                }
            }
        });
        foreach (var i in replaced.Where(list => list is not null).SelectMany(list => list))
            Add(values.AsSpan<T>()[first + i * stride], DocumentOf(i, width, firstDocument));
    }

    private static long DocumentOf(int value, int width, long firstDocument) => width == 1 ? -1 : firstDocument + value / width;

    private static int PartOf(uint hash) => (int)(hash >> (32 - PartBits));

    /// <summary>The keys of a chunk, sorted by part within each block; the keys of a part are in the order of the values.</summary>
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
