namespace Layers;

/// <summary>What <see cref="TextImputation"/> puts in place of missing texts.</summary>
public enum TextImputationStrategy
{
    /// <summary>The column's most frequent text; of those that are as frequent, the one whose UTF-8 bytes come first.</summary>
    MostFrequent,

    /// <summary>A text that is given, the same for all columns.</summary>
    Constant,

    /// <summary>A text that is given for each column.</summary>
    Given,
}
