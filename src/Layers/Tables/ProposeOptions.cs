namespace Layers;

/// <summary>How <see cref="FeatureSpace.Propose"/> looks at rows.</summary>
public sealed record ProposeOptions
{
    /// <summary>How many rows are looked at, from the first on; default 10,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int SampleRows { get; init => field = Positive(value); } = 10_000;

    /// <summary>How many different texts a column may have to get a column of the output for each; default 40.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int MostCategories { get; init => field = Positive(value); } = 40;

    /// <summary>How many bins texts go into by their hash, where they are too many for a column each; default 64.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int HashBins { get; init => field = Positive(value); } = 64;

    /// <summary>How many words of texts of several words are told apart; default 1,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int MostWords { get; init => field = Positive(value); } = 1_000;

    private static int Positive(int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        return value;
    }
}
