namespace Layers;

/// <summary>What is done to a text before it is split.</summary>
/// <remarks>As Keras's <c>standardize</c>, on any system and under any culture: the letters A to Z are lowered and no others, and the 32
/// punctuation marks of ASCII are left out, with nothing in their
/// place. All else stays, and nothing is normalized.</remarks>
public enum TextStandardization
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Letters are lowered.</summary>
    Lower,

    /// <summary>Marks are left out: <c>don't</c> becomes <c>dont</c>.</summary>
    StripPunctuation,

    /// <summary>Both.</summary>
    LowerAndStripPunctuation,
}
