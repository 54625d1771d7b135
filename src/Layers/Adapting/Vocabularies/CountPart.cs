using System.Buffers;
using System.Numerics;

namespace Layers;

/// <summary>A part of a <see cref="CountTable{T, THash}"/>, which one thread at a time adds to: open addressing with linear probing, at
/// most half full.</summary>
internal sealed class CountPart<T, THash>
    where T : notnull
    where THash : struct, IValueHash<T>
{
    private const int Fewest = 16;

    // The hash, and the number of the entry plus one: a look at a slot needs nothing else to go on.
    private ulong[] _slots = [0];
    private uint _mask;
    private Entry[] _entries = [];

    // Null while every value was a document by itself, so that there are as many of both.
    private Documents[]? _documents;

    public CountPart()
    {
    }

    private CountPart(CountPart<T, THash> other)
    {
        (_slots, _mask, _entries, Count) = ([.. other._slots], other._mask, [.. other._entries], other.Count);
        // Documents of another pass have numbers of their own.
        if (other._documents is { } documents) _documents = Array.ConvertAll(documents, seen => seen with { Last = -1 });
    }

    /// <summary>How many values there are.</summary>
    public int Count { get; private set; }

    public ReadOnlySpan<Entry> Entries => _entries.AsSpan(0, Count);

    /// <summary>Whether a value may have been in fewer documents than it was counted.</summary>
    public bool HasDocuments => _documents is not null;

    public CountPart<T, THash> Copy() => new(this);

    /// <summary>In how many documents an entry was.</summary>
    public long DocumentsOf(int entry) => _documents is null ? _entries[entry].Count : _documents[entry].Count;

    /// <summary>Finds the entries of values, as far as one look at a slot finds them; −1 for the others.</summary>
    /// <remarks>No look waits for another, so that memory beyond the caches answers many at a time.</remarks>
    public void Find(ReadOnlySpan<KeyedValue> values, Span<int> entries)
    {
        var (slots, mask, all) = (_slots, _mask, _entries);
        for (var i = 0; i < values.Length; i++) entries[i] = (int)(uint)slots[values[i].Hash & mask] - 1;
        for (var i = 0; i < values.Length; i++)
            if (entries[i] >= 0 && (all[entries[i]].Key != values[i].Key || !values[i].Key.IsExact)) entries[i] = -1;
    }

    /// <summary>Counts a value once. False, with nothing done, where another value stands for a new one.</summary>
    /// <param name="value">The value.</param>
    /// <param name="keyed">Its key.</param>
    /// <param name="entry">Its entry; −1 where that is not known.</param>
    /// <param name="document">The number of its document, from 0; −1 where the value is one by itself.</param>
    public bool Add(T value, in KeyedValue keyed, int entry, long document)
    {
        if (entry < 0) entry = Find(value, keyed.Key, keyed.Hash);
        if (entry < 0)
        {
            if (!keyed.Key.IsExact && !ReferenceEquals(THash.Mended(value), value)) return false;
            entry = New(value, keyed.Key, keyed.Hash);
        }
        if (_documents is not null || document >= 0) AddDocument(entry, document);
        _entries[entry].Count++;
        return true;
    }

    /// <summary>Counts a value that was counted elsewhere.</summary>
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

    // The parts grow one after the other, each into what the one before grew out of.
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

    /// <summary>A value with how often it was seen.</summary>
    public record struct Entry(ValueKey Key, T Value)
    {
        public long Count;
    }

    // In how many documents a value was, and the last of them; −1 before the first.
    private record struct Documents(long Count, long Last);
}
