using System.Runtime.InteropServices;

namespace Layers;

/// <summary>The counts of each token of some documents, and the number of documents with the token. Not thread-safe.</summary>
/// <param name="cutting">The tokenizer of the documents.</param>
internal sealed class TokenCounts(Tokenizer cutting)
{
    private readonly TokenReader _reader = new(cutting);
    private readonly Dictionary<string, (long Count, long Documents, long Last)> _counts = new(StringComparer.Ordinal);
    private long _documents;
    private long _total;

    /// <summary>Counts the tokens of a document; its texts are tokens, or are split into tokens.</summary>
    public void Add(ReadOnlySpan<string> texts)
    {
        _reader.Read(texts);
        _documents++;
        var counts = _counts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var width in cutting.Widths)
            for (var first = 0; first <= _reader.Words - width; first++)
            {
                // A string is created only for the first occurrence of a token.
                ref var seen = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, _reader[first, width], out _);
                seen = (seen.Count + 1, seen.Last == _documents ? seen.Documents : seen.Documents + 1, _documents);
                _total++;
            }
    }

    /// <summary>Adds all counts to a table.</summary>
    /// <returns>The number of tokens.</returns>
    public long AddTo(CountTable<string, TextHash> table)
    {
        foreach (var (token, (count, documents, _)) in _counts) table.Add(token, count, documents);
        return _total;
    }
}
