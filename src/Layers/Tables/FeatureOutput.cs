namespace Layers;

/// <summary>What a <see cref="FeatureSpace"/> gives.</summary>
public enum FeatureOutput
{
    /// <summary>One vector a row, <c>(batch, columns)</c>: the features side by side in the order of their names, then the crosses in that
    /// of theirs. Keras's <c>concat</c>.</summary>
    Concat,

    /// <summary>An output for each feature, under its name. Keras's <c>dict</c>.</summary>
    Dict,
}
