using System.Numerics;

namespace Layers;

/// <summary>A part of a <see cref="CountTable{T, THash}"/>, which one thread at a time adds to: open addressing with linear probing, at most half full.</summary>
internal sealed class CountPart<T, THash>
    where T : notnull
    where THash : struct, IValueHash<T>
{
    private const int Fewest = 8;

    // The hash, and the number of the entry plus one: a look at a slot needs nothing else to go on.
    private ulong[] _slots;
    private Entry[] _entries;

    public CountPart() => (_slots, _entries) = (new ulong[2 * Fewest], new Entry[Fewest]);

    private CountPart(CountPart<T, THash> other)
    {
        (_slots, _entries, Count) = ([.. other._slots], [.. other._entries], other.Count);
        // Documents of another pass have numbers of their own.
        for (var i = 0; i < Count; i++) _entries[i].Last = -1;
    }

    /// <summary>How many values there are.</summary>
    public int Count { get; private set; }

    public ReadOnlySpan<Entry> Entries => _entries.AsSpan(0, Count);

    public CountPart<T, THash> Copy() => new(this);

    /// <summary>Counts a value once. False, with nothing done, where another value stands for a new one.</summary>
    public bool Add(T value, uint hash, long document)
    {
        var at = Find(value, hash);
        if (at < 0)
        {
            if (!typeof(T).IsValueType && !ReferenceEquals(THash.Mended(value), value)) return false;
            at = New(value, hash);
        }
        ref var entry = ref _entries[at];
        entry.Count++;
        if (entry.Last == document) return true;
        entry.Last = document;
        entry.Documents++;
        return true;
    }

    /// <summary>Counts a value that was counted elsewhere.</summary>
    public void Add(T value, uint hash, long count, long documents)
    {
        var at = Find(value, hash);
        if (at < 0) at = New(value, hash);
        _entries[at].Count += count;
        _entries[at].Documents += documents;
    }

    public long CountOf(T value, uint hash) => Find(value, hash) is >= 0 and var at ? _entries[at].Count : 0;

    private int Find(T value, uint hash)
    {
        var slots = _slots;
        var mask = (uint)slots.Length - 1;
        for (var at = hash & mask; ; at = (at + 1) & mask)
        {
            var slot = slots[at];
            if (slot == 0) return -1;
            if ((uint)(slot >> 32) != hash) continue;
            var entry = (int)(uint)slot - 1;
            if (THash.AreEqual(_entries[entry].Value, value)) return entry;
        }
    }

    private int New(T value, uint hash)
    {
        if (Count == _entries.Length) Grow();
        _entries[Count] = new Entry { Value = value, Hash = hash, Last = -1 };
        Place(_slots, hash, Count);
        return Count++;
    }

    private void Grow()
    {
        Array.Resize(ref _entries, checked(2 * Count));
        var slots = new ulong[BitOperations.RoundUpToPowerOf2((uint)(2 * _entries.Length))];
        for (var i = 0; i < Count; i++) Place(slots, _entries[i].Hash, i);
        _slots = slots;
    }

    private static void Place(ulong[] slots, uint hash, int entry)
    {
        var mask = (uint)slots.Length - 1;
        var at = hash & mask;
        while (slots[at] != 0) at = (at + 1) & mask;
        slots[at] = ((ulong)hash << 32) | ((uint)entry + 1);
    }

    /// <summary>A value with what was counted.</summary>
    public struct Entry
    {
        public T Value;
        public long Count;
        public long Documents;
        public long Last;
        public uint Hash;
    }
}
