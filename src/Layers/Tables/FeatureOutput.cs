namespace Layers;

/// <summary>The form of the output of a <see cref="FeatureSpace"/>.</summary>
public enum FeatureOutput
{
    /// <summary>One vector for each row, <c>(batch, columns)</c>: the features in the order of their names, then the crosses in the order
    /// of their names. This is Keras's <c>concat</c>.</summary>
    Concat,

    /// <summary>A separate output for each feature, under the feature's name. This is Keras's <c>dict</c>.</summary>
    Dict,
}
