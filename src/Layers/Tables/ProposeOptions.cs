namespace Layers;

/// <summary>Options of <see cref="FeatureSpace.Propose"/>.</summary>
public sealed record ProposeOptions
{
    /// <summary>The number of rows to look at, from the first; default 10,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int SampleRows { get; init => field = Positive(value); } = 10_000;

    /// <summary>The maximum number of distinct texts in a column that gets an output column for each; default 40.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MostCategories { get; init => field = Positive(value); } = 40;

    /// <summary>The number of hash bins for texts with more distinct values; default 64.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int HashBins { get; init => field = Positive(value); } = 64;

    /// <summary>The maximum number of words in the vocabulary for texts of several words; default 1,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MostWords { get; init => field = Positive(value); } = 1_000;

    private static int Positive(int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        return value;
    }
}
