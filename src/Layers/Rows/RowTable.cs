using System.Collections.Frozen;

namespace Layers;

/// <summary>A lookup table from keys to values, with a default.</summary>
internal sealed class RowTable<TKey, TOut>
    where TKey : notnull
    where TOut : unmanaged
{
    // For a larger table, the cost of freezing exceeds the time saved in lookups.
    private const int MostFrozen = 4096;

    private readonly FrozenDictionary<TKey, TOut>? _frozen;
    private readonly Dictionary<TKey, TOut>? _plain;
    private readonly TOut _otherwise;

    public RowTable(TKey[] keys, TOut[] values, TOut otherwise)
    {
        var table = new Dictionary<TKey, TOut>(keys.Length);
        for (var i = 0; i < keys.Length; i++) table[keys[i]] = values[i];
        if (keys.Length <= MostFrozen) _frozen = table.ToFrozenDictionary();
        else _plain = table;
        _otherwise = otherwise;
    }

    public TOut this[TKey key]
    {
        get
        {
            if (_frozen is not null ? _frozen.TryGetValue(key, out var found) : _plain!.TryGetValue(key, out found)) return found;
            // Keys are well-formed UTF-8, so a text that is not found is looked up again in well-formed form.
            return key is string text && Utf8Text.WellFormed(text) is var formed && !ReferenceEquals(formed, text)
                ? this[(TKey)(object)formed] : _otherwise;
        }
    }
}
