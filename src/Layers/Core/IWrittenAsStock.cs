namespace Layers;

/// <summary>A layer that Keras does not have. Files hold it as stock layers or operations that compute the same result, so that every
/// release of Keras opens them. The class and its exact numbers are in <c>layers.json</c>, as the layer's own settings.</summary>
/// <remarks>The settings include the numbers that the layer learned. The stock form also keeps these numbers in its settings, so the
/// weights of a file have no group for the layer.</remarks>
internal interface IWrittenAsStock
{
    /// <summary>Returns the layer's formula, in the type of its input. Layers computes with this formula, and makes the stock form in files
    /// from it.</summary>
    /// <param name="x">The input: floats, of the shape that the layer was built for.</param>
    Value Formula(Value x);

    /// <summary>The input type of the stock form; null for the type of the layer's arithmetic.</summary>
    DType? StockInputType => null;
}
