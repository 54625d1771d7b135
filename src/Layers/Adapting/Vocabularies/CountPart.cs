using System.Buffers;
using System.Numerics;

namespace Layers;

/// <summary>A part of a <see cref="CountTable{T, THash}"/>: a hash table with open addressing and linear probing, at most half full. Only
/// one thread at a time may add to it.</summary>
internal sealed class CountPart<T, THash>
    where T : notnull
    where THash : struct, IValueHash<T>
{
    private const int Fewest = 16;

    // The hash, and the number of the entry plus one, so that a probe needs only the slot.
    private ulong[] _slots = [0];
    private uint _mask;
    private Entry[] _entries = [];

    // Null while every value was its own document, so that both counts are equal.
    private Documents[]? _documents;

    public CountPart()
    {
    }

    private CountPart(CountPart<T, THash> other)
    {
        (_slots, _mask, _entries, Count) = ([.. other._slots], other._mask, [.. other._entries], other.Count);
        // Documents are numbered from 0 again in each pass.
        if (other._documents is { } documents) _documents = Array.ConvertAll(documents, seen => seen with { Last = -1 });
    }

    /// <summary>The number of values.</summary>
    public int Count { get; private set; }

    public ReadOnlySpan<Entry> Entries => _entries.AsSpan(0, Count);

    /// <summary>Whether the number of documents of a value may be less than its count.</summary>
    public bool HasDocuments => _documents is not null;

    public CountPart<T, THash> Copy() => new(this);

    /// <summary>Returns the number of documents with an entry's value.</summary>
    public long DocumentsOf(int entry) => _documents is null ? _entries[entry].Count : _documents[entry].Count;

    /// <summary>Finds the entries of the values that are in the first slot of their hash; −1 for all other values.</summary>
    /// <remarks>The lookups do not depend on each other, so the processor overlaps their memory accesses.</remarks>
    public void Find(ReadOnlySpan<KeyedValue> values, Span<int> entries)
    {
        var (slots, mask, all) = (_slots, _mask, _entries);
        for (var i = 0; i < values.Length; i++) entries[i] = (int)(uint)slots[values[i].Hash & mask] - 1;
        for (var i = 0; i < values.Length; i++)
            if (entries[i] >= 0 && (all[entries[i]].Key != values[i].Key || !values[i].Key.IsExact)) entries[i] = -1;
    }

    /// <summary>Counts a value once. Returns false and does nothing if the value is new and another value must be counted instead, see
    /// <see cref="IValueHash{T}.WellFormed"/>.</summary>
    /// <param name="value">The value.</param>
    /// <param name="keyed">The key of the value.</param>
    /// <param name="entry">The entry of the value; −1 if it is not known.</param>
    /// <param name="document">The number of the value's document, from 0; −1 if the value is its own document.</param>
    public bool Add(T value, in KeyedValue keyed, int entry, long document)
    {
        if (entry < 0) entry = Find(value, keyed.Key, keyed.Hash);
        if (entry < 0)
        {
            if (!keyed.Key.IsExact && !ReferenceEquals(THash.WellFormed(value), value)) return false;
            entry = New(value, keyed.Key, keyed.Hash);
        }
        if (_documents is not null || document >= 0) AddDocument(entry, document);
        _entries[entry].Count++;
        return true;
    }

    /// <summary>Adds the counts of a value in another table, a file or a query.</summary>
    public void Add(T value, in ValueKey key, uint hash, long count, long documents)
    {
        var at = Find(value, key, hash);
        if (at < 0) at = New(value, key, hash);
        if (_documents is not null || count != documents) DocumentsApart()[at].Count += documents;
        _entries[at].Count += count;
    }

    public long CountOf(T value, in ValueKey key, uint hash) => Find(value, key, hash) is >= 0 and var at ? _entries[at].Count : 0;

    private void AddDocument(int entry, long document)
    {
        ref var documents = ref DocumentsApart()[entry];
        if (document >= 0)
        {
            if (documents.Last == document) return;
            documents.Last = document;
        }
        documents.Count++;
    }

    private Documents[] DocumentsApart() => _documents ??= Array.ConvertAll(_entries, entry => new Documents(entry.Count, -1));

    private int Find(T value, in ValueKey key, uint hash)
    {
        var (slots, mask) = (_slots, _mask);
        for (var at = hash & mask; ; at = (at + 1) & mask)
        {
            var slot = slots[at];
            if (slot == 0) return -1;
            if ((uint)(slot >> 32) != hash) continue;
            var entry = (int)(uint)slot - 1;
            if (_entries[entry].Key == key && (key.IsExact || THash.AreEqual(_entries[entry].Value, value))) return entry;
        }
    }

    private int New(T value, in ValueKey key, uint hash)
    {
        if (Count == _entries.Length) Grow();
        _entries[Count] = new Entry(key, value);
        Place(hash, Count);
        return Count++;
    }

    private void Grow()
    {
        var size = Math.Max(Fewest, checked(2 * Count));
        Grow(ref _entries, size);
        if (_documents is not null)
        {
            Grow(ref _documents, size);
            _documents.AsSpan(Count).Fill(new Documents(0, -1));
        }
        var slots = BitOperations.RoundUpToPowerOf2(2 * (uint)_entries.Length);
        if (Count > 0) ArrayPool<ulong>.Shared.Return(_slots);
        (_slots, _mask) = (ArrayPool<ulong>.Shared.Rent((int)slots), slots - 1);
        _slots.AsSpan().Clear();
        for (var i = 0; i < Count; i++) Place(_entries[i].Key.Hash(), i);
    }

    // The parts grow one after the other, each into the buffers that the previous part returned.
    private static void Grow<TItem>(ref TItem[] items, int size)
    {
        var larger = ArrayPool<TItem>.Shared.Rent(size);
        items.CopyTo(larger, 0);
        larger.AsSpan(items.Length).Clear();
        if (items.Length > 0) ArrayPool<TItem>.Shared.Return(items, clearArray: true);
        items = larger;
    }

    private void Place(uint hash, int entry)
    {
        var at = hash & _mask;
        while (_slots[at] != 0) at = (at + 1) & _mask;
        _slots[at] = ((ulong)hash << 32) | ((uint)entry + 1);
    }

    /// <summary>A value with its count.</summary>
    public record struct Entry(ValueKey Key, T Value)
    {
        public long Count;
    }

    // The number of documents with a value, and the last of them; −1 before the first.
    private record struct Documents(long Count, long Last);
}
