namespace Layers;

/// <summary>The curve whose area is computed.</summary>
public enum AucCurve
{
    /// <summary>The true positive rate over the false positive rate.</summary>
    Roc,

    /// <summary>The precision over the recall.</summary>
    Pr,
}
