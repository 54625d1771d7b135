namespace Layers;

/// <summary>A layer that Keras does not have. Files hold it as stock layers or operations that compute the same, so that any Keras opens them; the class itself
/// and all its digits are in <c>layers.json</c>, as its own settings.</summary>
/// <remarks>Its settings include what it learned: what stands for it keeps its numbers in its settings too, and so it has no place among the
/// weights of a file.</remarks>
internal interface IWrittenAsStock;

/// <summary>A layer that files hold as stock layers one after the other.</summary>
internal interface IWrittenAsLayers : IWrittenAsStock
{
    /// <summary>The stock layers that compute what this one does, without weights. A single one takes its place in the file,
    /// several are a model within the model.</summary>
    IReadOnlyList<Layer> AsStock();
}

/// <summary>A layer that files hold as a functional model of Keras's operations.</summary>
internal interface IWrittenAsOperations : IWrittenAsStock
{
    /// <summary>Calls the operations that compute what this one does.</summary>
    /// <param name="x">What they are called on, of the shape that this layer was built for.</param>
    /// <returns>What they give.</returns>
    StockTerm AsStock(StockTerm x);
}
