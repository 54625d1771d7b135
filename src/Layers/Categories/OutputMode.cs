namespace Layers;

/// <summary>What becomes of the index of a category.</summary>
/// <remarks>As Keras's <c>output_mode</c>, whose words files have: <c>int</c>, <c>one_hot</c>, <c>multi_hot</c>, <c>count</c>,
/// <c>tf_idf</c>.</remarks>
public enum OutputMode
{
    /// <summary>The index itself: <c>(batch, …)</c> stays <c>(batch, …)</c>.</summary>
    Int,

    /// <summary>A 1 in the place of the index and 0 elsewhere: <c>(batch)</c> and <c>(batch, 1)</c> become <c>(batch, depth)</c>,
    /// <c>(batch, n)</c> becomes <c>(batch, n, depth)</c>.</summary>
    OneHot,

    /// <summary>A 1 in the place of every index of a row: <c>(batch, n)</c> becomes <c>(batch, depth)</c>.</summary>
    MultiHot,

    /// <summary>How often a row has each index: <c>(batch, n)</c> becomes <c>(batch, depth)</c>.</summary>
    Count,

    /// <summary>The count times a weight that is larger the fewer rows have the index: <c>(batch, n)</c> becomes <c>(batch,
    /// depth)</c>.</summary>
    TfIdf,
}
