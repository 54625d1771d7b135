namespace Layers;

/// <summary>The standardization of a text before it is split.</summary>
/// <remarks>This is Keras's <c>standardize</c>, with the same result on any system and in any culture. Only the letters A to Z become
/// lowercase. The 32 punctuation marks of ASCII are removed and not replaced. All other characters stay, and there is no Unicode
/// normalization.</remarks>
public enum TextStandardization
{
    /// <summary>None.</summary>
    None,

    /// <summary>Letters become lowercase.</summary>
    Lower,

    /// <summary>Punctuation marks are removed: <c>don't</c> becomes <c>dont</c>.</summary>
    StripPunctuation,

    /// <summary>Letters become lowercase, and punctuation marks are removed.</summary>
    LowerAndStripPunctuation,
}
