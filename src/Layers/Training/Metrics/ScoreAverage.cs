namespace Layers;

/// <summary>How the scores of several classes become one.</summary>
public enum ScoreAverage
{
    /// <summary>Not at all: one for each class.</summary>
    None,

    /// <summary>From the counts of all classes together.</summary>
    Micro,

    /// <summary>Their mean.</summary>
    Macro,

    /// <summary>Their mean, each weighted by how often its class is the label.</summary>
    Weighted,
}
