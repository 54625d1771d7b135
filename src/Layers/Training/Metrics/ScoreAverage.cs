namespace Layers;

/// <summary>The average of the scores of several classes.</summary>
public enum ScoreAverage
{
    /// <summary>No average: one score for each class.</summary>
    None,

    /// <summary>The score from the counts of all classes together.</summary>
    Micro,

    /// <summary>The mean of the scores.</summary>
    Macro,

    /// <summary>The mean of the scores, weighted by the number of labels of each class.</summary>
    Weighted,
}
