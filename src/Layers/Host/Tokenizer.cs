namespace Layers;

/// <summary>The settings that split a text into tokens, in Keras's terms. <see cref="TokenReader"/> applies them. Immutable, and equal to
/// another tokenizer with the same settings.</summary>
internal sealed class Tokenizer : IEquatable<Tokenizer>
{
    /// <summary>The value in <see cref="Map"/> for a character that is removed.</summary>
    public const ushort Nothing = 0x100;

    /// <summary>The value in <see cref="Map"/> for a character that ends a token.</summary>
    public const ushort End = 0x101;

    // TensorFlow's six ASCII spaces. Other Unicode spaces do not end a token.
    private const string Spaces = " \t\n\v\f\r";

    private const string Marks = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private readonly ushort[] _map = new ushort[0x80];
    private readonly int[] _widths;

    /// <param name="standardize"><c>lower</c>, <c>strip_punctuation</c> or <c>lower_and_strip_punctuation</c>; null for none.</param>
    /// <param name="split"><c>whitespace</c> or <c>character</c>; null if each text is a token.</param>
    /// <param name="widths">The sizes of n-grams, in the order of the result; null for single tokens.</param>
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

    /// <summary>The standardization of a text; null for none.</summary>
    public string? Standardize { get; }

    /// <summary>The rule by which a text is split; null if it is not split.</summary>
    public string? Split { get; }

    /// <summary>Whether n-grams are formed.</summary>
    public bool IsJoined { get; }

    /// <summary>The sizes of n-grams, in the order of the result.</summary>
    public ReadOnlySpan<int> Widths => _widths;

    /// <summary>The replacement of each ASCII character; all other characters are unchanged.</summary>
    public ReadOnlySpan<ushort> Map => _map;

    public bool Equals(Tokenizer? other) =>
        other is not null && (Standardize, Split, IsJoined) == (other.Standardize, other.Split, other.IsJoined)
        && Widths.SequenceEqual(other.Widths);

    public override bool Equals(object? obj) => Equals(obj as Tokenizer);

    public override int GetHashCode() => HashCode.Combine(Standardize, Split, _widths[0]);

    /// <summary>Returns a description of the settings, for messages.</summary>
    public override string ToString() =>
        $"tokens of texts (standardize {Standardize ?? "none"}, split {Split ?? "none"}, ngrams " +
        $"{(IsJoined ? string.Join(", ", _widths) : "none")})";
}
