namespace Layers;

/// <summary>The choice of the text with which <see cref="TextImputation"/> replaces missing texts.</summary>
public enum TextImputationStrategy
{
    /// <summary>The column's most frequent text; of texts with the same frequency, the one whose UTF-8 bytes come first.</summary>
    MostFrequent,

    /// <summary>A given text, the same for all columns.</summary>
    Constant,

    /// <summary>A given text for each column.</summary>
    Given,
}
