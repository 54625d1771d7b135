namespace Layers;

/// <summary>The form in which a layer returns the index of a category.</summary>
/// <remarks>This is Keras's <c>output_mode</c>; files have its words: <c>int</c>, <c>one_hot</c>, <c>multi_hot</c>, <c>count</c>,
/// <c>tf_idf</c>.</remarks>
public enum OutputMode
{
    /// <summary>The index itself: <c>(batch, …)</c> stays <c>(batch, …)</c>.</summary>
    Int,

    /// <summary>A 1 in the column of the index and 0 elsewhere: <c>(batch)</c> and <c>(batch, 1)</c> become <c>(batch, depth)</c>,
    /// <c>(batch, n)</c> becomes <c>(batch, n, depth)</c>.</summary>
    OneHot,

    /// <summary>A 1 in the column of every index of a row: <c>(batch, n)</c> becomes <c>(batch, depth)</c>.</summary>
    MultiHot,

    /// <summary>The number of times that a row has each index: <c>(batch, n)</c> becomes <c>(batch, depth)</c>.</summary>
    Count,

    /// <summary>The count times the inverse document frequency: <c>(batch, n)</c> becomes <c>(batch, depth)</c>. <c>Adapt</c> learns the
    /// inverse document frequency <c>ln(1 + rows / (1 + rows with the index))</c>.</summary>
    TfIdf,
}
