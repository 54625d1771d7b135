namespace Layers;

/// <summary>How many indices layers give.</summary>
internal static class Cardinalities
{
    /// <summary>Of a layer that gives indices, how many there are, as Keras counts them; null for any other.</summary>
    public static long? Of(Layer layer) => layer switch
    {
        Hashing hashing => hashing.NumBins,
        IndexLookup<string> lookup => lookup.VocabularySize,
        IndexLookup<long> lookup => lookup.VocabularySize,
        // Keras's number of bins, of which a summary of few values fills fewer.
        Discretization bins => bins.NumBins ?? bins.BinBoundaries!.Count + 1,
        CategoryEncoding encoding => encoding.NumTokens,
        HashedCrossing crossing => crossing.NumBins,
        _ => null,
    };

    /// <summary>Whether Keras's space knows it too.</summary>
    public static bool IsKnownToKeras(Layer layer) => Of(layer) is not null && layer is not Discretization { NumBins: null };
}
