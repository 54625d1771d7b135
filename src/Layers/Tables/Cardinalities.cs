namespace Layers;

/// <summary>The number of indices that layers return.</summary>
internal static class Cardinalities
{
    /// <summary>Returns the number of indices of a layer that returns indices, as Keras counts them; null for other layers.</summary>
    public static long? Of(Layer layer) => layer switch
    {
        Hashing hashing => hashing.NumBins,
        IndexLookup<string> lookup => lookup.VocabularySize,
        IndexLookup<long> lookup => lookup.VocabularySize,
        // Keras uses the requested number of bins, even if a summary of few values has fewer.
        Discretization bins => bins.NumBins ?? bins.BinBoundaries!.Count + 1,
        CategoryEncoding encoding => encoding.NumTokens,
        HashedCrossing crossing => crossing.NumBins,
        _ => null,
    };

    /// <summary>Whether Keras's FeatureSpace knows the number too.</summary>
    public static bool IsKnownToKeras(Layer layer) => Of(layer) is not null && layer is not Discretization { NumBins: null };
}
