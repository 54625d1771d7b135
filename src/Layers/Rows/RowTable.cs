using System.Collections.Frozen;

namespace Layers;

/// <summary>A table of what stands for each key.</summary>
internal sealed class RowTable<TKey, TOut>
    where TKey : notnull
    where TOut : unmanaged
{
    // What a larger table saves with each look takes longer to make up for freezing it.
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
            // The keys are as UTF-8 has them.
            return key is string text && Utf8Text.WellFormed(text) is var formed && !ReferenceEquals(formed, text) ? this[(TKey)(object)formed] : _otherwise;
        }
    }
}
