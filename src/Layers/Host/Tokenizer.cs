namespace Layers;

/// <summary>How a text becomes tokens, by Keras's words for it. Immutable, and equal to one that does the same; <see cref="TokenReader"/>
/// does it.</summary>
internal sealed class Tokenizer : IEquatable<Tokenizer>
{
    /// <summary>What <see cref="Map"/> has for a character that is left out.</summary>
    public const ushort Nothing = 0x100;

    /// <summary>What <see cref="Map"/> has for a character that ends a token.</summary>
    public const ushort End = 0x101;

    // TensorFlow's six, of ASCII; no other space of Unicode ends a token.
    private const string Spaces = " \t\n\v\f\r";

    private const string Marks = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private readonly ushort[] _map = new ushort[0x80];
    private readonly int[] _widths;

    /// <param name="standardize"><c>lower</c>, <c>strip_punctuation</c>, <c>lower_and_strip_punctuation</c>; null for nothing.</param>
    /// <param name="split"><c>whitespace</c>, <c>character</c>; null where each text is a token.</param>
    /// <param name="widths">How many neighbours are joined, in the order of the result; null for tokens as they are.</param>
    public Tokenizer(string? standardize, string? split, IReadOnlyList<long>? widths)
    {
        (Standardize, Split, IsJoined) = (standardize, split, widths is not null);
        _widths = widths is null ? [1] : [.. widths.Select(width => (int)width)];
        for (ushort c = 0; c < _map.Length; c++) _map[c] = c;
        if (standardize is "lower" or "lower_and_strip_punctuation")
            for (var c = 'A'; c <= 'Z'; c++) _map[c] = (ushort)(c | 0x20);
        if (standardize is "strip_punctuation" or "lower_and_strip_punctuation")
            foreach (var mark in Marks) _map[mark] = Nothing;
        if (split == "whitespace")
            foreach (var space in Spaces) _map[space] = End;
    }

    /// <summary>What is done to a text first; null for nothing.</summary>
    public string? Standardize { get; }

    /// <summary>Where a text is cut; null for nowhere.</summary>
    public string? Split { get; }

    /// <summary>Whether neighbours are joined at all.</summary>
    public bool IsJoined { get; }

    /// <summary>How many neighbours are joined, in the order of the result.</summary>
    public ReadOnlySpan<int> Widths => _widths;

    /// <summary>What becomes of each character of ASCII; all others stay.</summary>
    public ReadOnlySpan<ushort> Map => _map;

    public bool Equals(Tokenizer? other) => other is not null && (Standardize, Split, IsJoined) == (other.Standardize, other.Split, other.IsJoined) && Widths.SequenceEqual(other.Widths);

    public override bool Equals(object? obj) => Equals(obj as Tokenizer);

    public override int GetHashCode() => HashCode.Combine(Standardize, Split, _widths[0]);

    /// <summary>What it does, to name what is counted.</summary>
    public override string ToString() =>
        $"tokens of texts (standardize {Standardize ?? "none"}, split {Split ?? "none"}, ngrams {(IsJoined ? string.Join(", ", _widths) : "none")})";
}
