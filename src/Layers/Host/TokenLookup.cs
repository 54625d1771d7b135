namespace Layers;

/// <summary>Returns the index of a token from its characters, without allocating a string.</summary>
internal readonly struct TokenLookup
{
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _table;
    private readonly long _first;
    private readonly long _unknown;

    /// <param name="node">The node, with the settings of the indices.</param>
    /// <param name="table">The position of each token in the vocabulary.</param>
    public TokenLookup(Node node, Dictionary<string, int> table)
    {
        _table = table.GetAlternateLookup<ReadOnlySpan<char>>();
        (_first, _unknown, Nothing) = (node.Int("first", 0), node.Int("unknown", 0), node.Int("nothing", 0));
    }

    /// <summary>The index of the empty text and of padding.</summary>
    public long Nothing { get; }

    public long this[ReadOnlySpan<char> token] =>
        token.IsEmpty ? Nothing : _table.TryGetValue(token, out var place) ? _first + place : _unknown;
}
