using System.Runtime.InteropServices;

namespace Layers;

/// <summary>How often each token of some documents was seen, and in how many of them. For one thread.</summary>
/// <param name="cutting">How documents become tokens.</param>
internal sealed class TokenCounts(Tokenizer cutting)
{
    private readonly TokenReader _reader = new(cutting);
    private readonly Dictionary<string, (long Count, long Documents, long Last)> _counts = new(StringComparer.Ordinal);
    private long _documents;
    private long _total;

    /// <summary>Counts a document, whose texts are tokens or are split.</summary>
    public void Add(ReadOnlySpan<string> texts)
    {
        _reader.Read(texts);
        _documents++;
        var counts = _counts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var width in cutting.Widths)
            for (var first = 0; first <= _reader.Words - width; first++)
            {
                // A text is made of a token the first time alone.
                ref var seen = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, _reader[first, width], out _);
                seen = (seen.Count + 1, seen.Last == _documents ? seen.Documents : seen.Documents + 1, _documents);
                _total++;
            }
    }

    /// <summary>Adds all to what was counted elsewhere.</summary>
    /// <returns>How many tokens there were.</returns>
    public long AddTo(CountTable<string, TextHash> table)
    {
        foreach (var (token, (count, documents, _)) in _counts) table.Add(token, count, documents);
        return _total;
    }
}
