using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Layers;

/// <summary>Sorts counted values in the order of a vocabulary: by descending count, then by descending value.</summary>
/// <remarks>Equally frequent values are sorted on all cores by a number, their next eight bytes after the common prefix; only values with
/// equal numbers are compared in full.</remarks>
internal static class VocabularyOrder
{
    public static ValueCounts Of<T, THash>(CountTable<T, THash> table, long total)
        where T : notnull
        where THash : struct, IValueHash<T> => new Ordering<T, THash>(table).Run(total);

    private sealed class Ordering<T, THash>(CountTable<T, THash> table)
        where T : notnull
        where THash : struct, IValueHash<T>
    {
        // Starting a second thread would take longer than sorting fewer values.
        private const int FewestForThreads = 1 << 12;

        // A member packs the part of an entry and the entry's index in the part; an index needs at most 24 bits.
        private const int PlaceBits = 24;

        private readonly CountPart<T, THash>[] _parts = table.Parts.ToArray();
        private readonly uint[] _members = new uint[table.Distinct];
        private readonly long[] _counts = new long[table.Distinct];

        public ValueCounts Run(long total)
        {
            var groups = Groups();
            var values = new T[_members.Length];
            var documents = _parts.Any(part => part.HasDocuments) ? new long[values.Length] : _counts;
            if (values.Length < FewestForThreads)
                foreach (var group in groups) Write(group);
            else Parallel.ForEach(Partitioner.Create(groups.OrderByDescending(group => group.Length),
                EnumerablePartitionerOptions.NoBuffering), Write);
            return new ValueCounts(values, _counts, documents, total);

            void Write(Group group)
            {
                Sort(group);
                for (var i = group.Start; i < group.Start + group.Length; i++)
                {
                    ref readonly var entry = ref Entry(_members[i]);
                    (values[i], _counts[i]) = (entry.Value, group.Count);
                    if (documents != _counts)
                        documents[i] = _parts[_members[i] >> PlaceBits].DocumentsOf((int)(_members[i] & ((1 << PlaceBits) - 1)));
                }
            }
        }

        private ref readonly CountPart<T, THash>.Entry Entry(uint member) =>
            ref _parts[member >> PlaceBits].Entries[(int)(member & ((1 << PlaceBits) - 1))];

        // Groups the entries by count, the largest count first; the members of a group are adjacent.
        private Group[] Groups()
        {
            var lengths = new Dictionary<long, int>();
            foreach (var part in _parts)
                foreach (ref readonly var entry in part.Entries) CollectionsMarshal.GetValueRefOrAddDefault(lengths, entry.Count, out _)++;
            var groups = new Group[lengths.Count];
            var (next, start) = (new Dictionary<long, int>(lengths.Count), 0);
            foreach (var (g, (count, length)) in lengths.OrderByDescending(pair => pair.Key).Index())
            {
                groups[g] = new(count, start, length);
                next[count] = start;
                start += length;
            }
            for (var p = 0; p < _parts.Length; p++)
            {
                var entries = _parts[p].Entries;
                for (var i = 0; i < entries.Length; i++)
                    _members[CollectionsMarshal.GetValueRefOrNullRef(next, entries[i].Count)++] = ((uint)p << PlaceBits) | (uint)i;
            }
            return groups;
        }

        private void Sort(Group group)
        {
            if (group.Length < 2) return;
            var members = _members.AsSpan(group.Start, group.Length);
            // Uses the memory of the counts, which are written last.
            var keys = MemoryMarshal.Cast<long, ulong>(_counts.AsSpan(group.Start, group.Length));
            if (AreExact(members)) FillExact(members, keys);
            else FillOfTexts(members, keys);
            keys.Sort(members);
            for (var from = 0; from < members.Length;)
            {
                var to = from + 1;
                while (to < members.Length && keys[to] == keys[from]) to++;
                if (to - from > 1) members[from..to].Sort((a, b) => Compare(Entry(b), Entry(a)));
                from = to;
            }
        }

        private static int Compare(in CountPart<T, THash>.Entry a, in CountPart<T, THash>.Entry b) =>
            a.Key.IsExact && b.Key.IsExact
                ? (a.Key.High, a.Key.Low).CompareTo((b.Key.High, b.Key.Low))
                : Utf8Text.Compare((string)(object)a.Value, (string)(object)b.Value);

        private bool AreExact(ReadOnlySpan<uint> members)
        {
            foreach (var member in members)
                if (!Entry(member).Key.IsExact) return false;
            return true;
        }

        // The complement turns descending order into ascending order.
        private void FillExact(ReadOnlySpan<uint> members, Span<ulong> keys)
        {
            var first = Entry(members[0]).Key;
            var (high, low) = (0UL, 0UL);
            foreach (var member in members)
            {
                ref readonly var entry = ref Entry(member);
                (high, low) = (high | (entry.Key.High ^ first.High), low | (entry.Key.Low ^ first.Low));
            }
            var common = high != 0 ? BitOperations.LeadingZeroCount(high) : 64 + BitOperations.LeadingZeroCount(low);
            for (var i = 0; i < keys.Length; i++)
            {
                ref readonly var entry = ref Entry(members[i]);
                keys[i] = ~(ulong)((new UInt128(entry.Key.High, entry.Key.Low) << common) >> 64);
            }
        }

        private void FillOfTexts(ReadOnlySpan<uint> members, Span<ulong> keys)
        {
            var common = CommonPrefix(members);
            for (var i = 0; i < keys.Length; i++) keys[i] = ~Utf8Text.OrderOf(Text(members[i]), common);
        }

        private int CommonPrefix(ReadOnlySpan<uint> members)
        {
            var first = Text(members[0]);
            var common = first.Length;
            for (var i = 1; i < members.Length && common > 0; i++) common = first.AsSpan(0, common).CommonPrefixLength(Text(members[i]));
            // The prefix must not end within a surrogate pair.
            return common > 0 && char.IsHighSurrogate(first[common - 1]) ? common - 1 : common;
        }

        private string Text(uint member) => (string)(object)Entry(member).Value;
    }

    // The entries of one count, and the position of their members.
    private readonly record struct Group(long Count, int Start, int Length);
}
