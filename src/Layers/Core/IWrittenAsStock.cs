namespace Layers;

/// <summary>A layer that Keras does not have. Files hold it as stock layers that compute the same, so that any Keras opens them; the class itself
/// and all its digits are in <c>layers.json</c>, as its own settings.</summary>
/// <remarks>Its settings include what it learned: the stock layers keep their numbers in their settings too, and so it has no place among the
/// weights of a file.</remarks>
internal interface IWrittenAsStock
{
    /// <summary>The stock layers that compute what this one does, one after the other, without weights. A single one takes its place in the file,
    /// several are a model within the model.</summary>
    /// <remarks>A straight line and not a functional model: Keras 3.3 reads the ends of a functional model from lists alone, and of a list of one
    /// later releases make a model that hands the next layer of a straight line a list.</remarks>
    IReadOnlyList<Layer> AsStock();
}
