namespace Layers;

/// <summary>How many indices layers give.</summary>
internal static class Cardinalities
{
    /// <summary>Of a layer that gives indices, how many there are, as Keras counts them; null for any other.</summary>
    public static long? Of(Layer layer) => layer switch
    {
        Hashing hashing => hashing.NumBins,
        HashedCrossing crossing => crossing.NumBins,
        _ => null,
    };
}
