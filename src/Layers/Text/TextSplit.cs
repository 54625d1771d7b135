namespace Layers;

/// <summary>The way in which a text is split into tokens.</summary>
/// <remarks>This is Keras's <c>split</c>.</remarks>
public enum TextSplit
{
    /// <summary>Each element of the input is one token.</summary>
    None,

    /// <summary>Splits at white space: space, tab, LF, VT, FF and CR, and no other characters. No token is empty.</summary>
    Whitespace,

    /// <summary>Each code point is a token, including white space.</summary>
    Character,
}
