using System.Runtime.InteropServices;

namespace Layers;

/// <summary>Puts what was counted in the order of a vocabulary: by count, falling, and then by value, falling.</summary>
/// <remarks>Values that are as frequent are sorted by a number that is made of their next eight bytes behind what all of them begin with, on all cores; only what is the same in these is
/// compared in full.</remarks>
internal static class VocabularyOrder
{
    // Fewer are sorted before a second thread has woken up.
    private const int FewestForThreads = 1 << 12;

    public static ValueCounts Of<T, THash>(CountTable<T, THash> table, long total)
        where T : notnull
        where THash : struct, IValueHash<T>
    {
        var entries = table.Entries();
        var values = new T[entries.Length];
        var (counts, documents) = (new long[entries.Length], new long[entries.Length]);
        var groups = Groups<T, THash>(entries);
        if (entries.Length < FewestForThreads)
            foreach (var group in groups) Write(group);
        else Parallel.ForEach(groups, Write);
        return new ValueCounts(values, counts, documents, total);

        void Write((int Start, List<int> Members) group)
        {
            var members = group.Members.ToArray();
            Sort<T, THash>(entries, members);
            for (var i = 0; i < members.Length; i++)
            {
                ref readonly var entry = ref entries[members[i]];
                (values[group.Start + i], counts[group.Start + i], documents[group.Start + i]) = (entry.Value, entry.Count, entry.Documents);
            }
        }
    }

    // Entries of one count each; the largest count first.
    private static List<(int Start, List<int> Members)> Groups<T, THash>(CountPart<T, THash>.Entry[] entries)
        where T : notnull
        where THash : struct, IValueHash<T>
    {
        var byCount = new Dictionary<long, List<int>>();
        for (var i = 0; i < entries.Length; i++)
        {
            ref var members = ref CollectionsMarshal.GetValueRefOrAddDefault(byCount, entries[i].Count, out _);
            (members ??= []).Add(i);
        }
        var groups = new List<(int, List<int>)>();
        var start = 0;
        foreach (var (_, members) in byCount.OrderByDescending(group => group.Key))
        {
            groups.Add((start, members));
            start += members.Count;
        }
        return groups;
    }

    private static void Sort<T, THash>(CountPart<T, THash>.Entry[] entries, int[] members)
        where T : notnull
        where THash : struct, IValueHash<T>
    {
        if (members.Length < 2) return;
        var keys = new ulong[members.Length];
        var common = typeof(T) == typeof(string) ? CommonPrefix(entries, members) : 0;
        // Falling: the complement rises.
        for (var i = 0; i < members.Length; i++)
            keys[i] = ~(entries[members[i]].Value is string text ? Utf8Text.OrderOf(text, common) : (ulong)((long)(object)entries[members[i]].Value - long.MinValue));
        Array.Sort(keys, members);
        if (typeof(T) != typeof(string)) return;
        for (var from = 0; from < members.Length;)
        {
            var to = from + 1;
            while (to < members.Length && keys[to] == keys[from]) to++;
            if (to - from > 1) Array.Sort(members, from, to - from, Comparer<int>.Create((a, b) => Utf8Text.Compare((string)(object)entries[b].Value, (string)(object)entries[a].Value)));
            from = to;
        }
    }

    private static int CommonPrefix<T, THash>(CountPart<T, THash>.Entry[] entries, int[] members)
        where T : notnull
        where THash : struct, IValueHash<T>
    {
        var first = (string)(object)entries[members[0]].Value;
        var common = first.Length;
        for (var i = 1; i < members.Length && common > 0; i++)
            common = first.AsSpan(0, common).CommonPrefixLength((string)(object)entries[members[i]].Value);
        // Half of a pair is no character.
        return common > 0 && char.IsHighSurrogate(first[common - 1]) ? common - 1 : common;
    }
}
