using Layers.Graphs;

namespace Layers;

/// <summary>How often each value of a column was seen, and in how many documents; on all cores.</summary>
/// <remarks>Values go to one of a fixed number of parts by their hash, and each part is the work of one thread: nothing is locked or merged, and the parts of many values are small
/// enough for a core's own cache. What threads there are leaves no trace in the result.</remarks>
internal sealed class CountTable<T, THash>
    where T : notnull
    where THash : struct, IValueHash<T>
{
    private const int PartBits = 6, PartCount = 1 << PartBits;

    // Fewer are counted before a second thread has woken up.
    private const int FewestForThreads = 1 << 14;

    // What a thread hashes at a time, and what all of them do before they count: the order of so many values takes 8 MB.
    private const int BlockValues = 1 << 15, ChunkValues = 1 << 20;

    private readonly CountPart<T, THash>[] _parts;

    public CountTable() => _parts = [.. Enumerable.Range(0, PartCount).Select(_ => new CountPart<T, THash>())];

    private CountTable(CountTable<T, THash> other) => _parts = Array.ConvertAll(other._parts, part => part.Copy());

    public int Distinct => _parts.Sum(part => part.Count);

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
            for (var i = 0; i < count; i++) Add(span[first + i * stride], firstDocument + i / width);
            grown((count + width - 1) / width);
            return;
        }
        // Chunks end between documents, and so do not share one.
        var chunk = Math.Max(ChunkValues / width, 1) * width;
        var order = new Ordered(Math.Min(chunk, count));
        for (var start = 0; start < count; start += chunk)
        {
            cancellation.ThrowIfCancellationRequested();
            Add(values, first, stride, start, Math.Min(chunk, count - start), width, firstDocument, order);
            grown((Math.Min(start + chunk, count) + width - 1) / width);
        }
    }

    /// <summary>Counts what was counted elsewhere.</summary>
    public void Add(T value, long count, long documents)
    {
        var hash = Short(THash.Hash(value));
        _parts[PartOf(hash)].Add(value, hash, count, documents);
    }

    public void Add(CountTable<T, THash> other) => Parallel.For(0, PartCount, p =>
    {
        foreach (ref readonly var entry in other._parts[p].Entries) _parts[p].Add(entry.Value, entry.Hash, entry.Count, entry.Documents);
    });

    public CountTable<T, THash> Copy() => new(this);

    public long CountOf(T value)
    {
        var hash = Short(THash.Hash(value));
        return _parts[PartOf(hash)].CountOf(value, hash);
    }

    /// <summary>All entries, in no order.</summary>
    public CountPart<T, THash>.Entry[] Entries()
    {
        var all = new CountPart<T, THash>.Entry[Distinct];
        var at = 0;
        foreach (var part in _parts)
        {
            part.Entries.CopyTo(all.AsSpan(at));
            at += part.Count;
        }
        return all;
    }

    private void Add(T value, long document)
    {
        var hash = Short(THash.Hash(value));
        if (_parts[PartOf(hash)].Add(value, hash, document)) return;
        value = THash.Mended(value);
        hash = Short(THash.Hash(value));
        _parts[PartOf(hash)].Add(value, hash, document);
    }

    private void Add(TensorData values, int first, int stride, int start, int count, int width, long firstDocument, Ordered order)
    {
        var blocks = (count + BlockValues - 1) / BlockValues;
        Parallel.For(0, blocks, block => order.Hash(values.AsSpan<T>(), first, stride, start, block, Math.Min(BlockValues, count - block * BlockValues)));
        // Those that another value stands for are rare, and may belong to another part.
        var mended = new List<int>[PartCount];
        Parallel.For(0, PartCount, p =>
        {
            var span = values.AsSpan<T>();
            var part = _parts[p];
            for (var block = 0; block < blocks; block++)
            {
                foreach (var (hash, index) in order.Of(block, p))
                {
                    var i = start + block * BlockValues + (int)index;
                    if (!part.Add(span[first + i * stride], hash, firstDocument + i / width)) (mended[p] ??= []).Add(i);
                }
            }
        });
        foreach (var i in mended.Where(list => list is not null).SelectMany(list => list)) Add(values.AsSpan<T>()[first + i * stride], firstDocument + i / width);
    }

    private static uint Short(ulong hash) => (uint)(hash >> 32);

    private static int PartOf(uint hash) => (int)(hash >> (32 - PartBits));

    /// <summary>The values of a chunk by part, block by block; within them in their order.</summary>
    private sealed class Ordered(int most)
    {
        private readonly (uint Hash, uint Index)[] _sorted = new (uint, uint)[most];
        private readonly int[] _starts = new int[((most + BlockValues - 1) / BlockValues) * (PartCount + 1)];

        public void Hash(ReadOnlySpan<T> values, int first, int stride, int start, int block, int count)
        {
            var hashes = new uint[count];
            var starts = _starts.AsSpan(block * (PartCount + 1), PartCount + 1);
            starts.Clear();
            var from = first + (start + block * BlockValues) * stride;
            for (var i = 0; i < count; i++)
            {
                var hash = Short(THash.Hash(values[from + i * stride]));
                hashes[i] = hash;
                starts[PartOf(hash) + 1]++;
            }
            for (var p = 0; p < PartCount; p++) starts[p + 1] += starts[p];
            Span<int> next = stackalloc int[PartCount];
            starts[..PartCount].CopyTo(next);
            var sorted = _sorted.AsSpan(block * BlockValues, count);
            for (var i = 0; i < count; i++) sorted[next[PartOf(hashes[i])]++] = (hashes[i], (uint)i);
        }

        public ReadOnlySpan<(uint Hash, uint Index)> Of(int block, int part)
        {
            var starts = _starts.AsSpan(block * (PartCount + 1), PartCount + 1);
            return _sorted.AsSpan(block * BlockValues + starts[part], starts[part + 1] - starts[part]);
        }
    }
}
