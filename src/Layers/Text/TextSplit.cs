namespace Layers;

/// <summary>How a text becomes tokens.</summary>
/// <remarks>As Keras's <c>split</c>.</remarks>
public enum TextSplit
{
    /// <summary>Each element of the input is one token.</summary>
    None,

    /// <summary>At white space, which is space, tab, LF, VT, FF and CR and no other character; no token is empty.</summary>
    Whitespace,

    /// <summary>Each code point is a token, white space too.</summary>
    Character,
}
