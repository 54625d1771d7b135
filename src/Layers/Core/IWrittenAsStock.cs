namespace Layers;

/// <summary>A layer that Keras does not have. Files hold it as stock layers or operations that compute the same, so that any Keras opens
/// them; the class itself and all its digits are in <c>layers.json</c>, as its own settings.</summary>
/// <remarks>Its settings include what it learned: what stands for it keeps its numbers in its settings too, and so it has no place among
/// the weights of a file.</remarks>
internal interface IWrittenAsStock
{
    /// <summary>The layer's formula alone, in the type of its input: what runs here, and what the stock form of a file is made
    /// of.</summary>
    /// <param name="x">Floats, of the shape that the layer was built for.</param>
    Value Formula(Value x);

    /// <summary>The type that the stock form is fed; null for that of the layer's arithmetic.</summary>
    DType? StockInputType => null;
}
