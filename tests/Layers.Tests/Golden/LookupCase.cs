namespace Layers.Tests;

/// <summary>Handles the vocabulary and the idf weights, which the cases of lookups have in place of weights.</summary>
internal static class LookupCase
{
    public static bool Is(Layer layer) => layer is IndexLookup<string> or IndexLookup<long>;

    /// <summary>Whether the layer's mode declares floats. Keras declares floats for all modes except indices, but returns int64. Models of
    /// Layers return floats with exactly the same counts.</summary>
    public static bool GivesFloats(Layer layer) =>
        layer is IndexLookup<string> { OutputMode: not (OutputMode.Int or OutputMode.TfIdf) }
        or IndexLookup<long> { OutputMode: not (OutputMode.Int or OutputMode.TfIdf) };

    /// <summary>Gives an adaptive lookup the vocabulary that Keras learned.</summary>
    public static void Load(Layer layer, LayerCase @case)
    {
        if (@case.Adapt is null || ((AdaptiveLayer)layer).Given is not null) return;
        var idf = (Weight(@case, "idf_weights") is { } weights ? Casting.Cast(weights, DType.Float64).ToArray<double>() : null);
        if (layer is IndexLookup<string> texts) texts.SetVocabulary(Weight(@case, "vocabulary")!.ToArray<string>(), idf?[..Count(@case)]);
        else ((IndexLookup<long>)layer).SetVocabulary(Weight(@case, "vocabulary")!.ToArray<long>(), idf?[..Count(@case)]);
    }

    /// <summary>Returns the differences of an inverted lookup, whose outputs are texts.</summary>
    public static List<string> OfTexts(TensorData ours, TensorData theirs) =>
        ours.Type == DType.String && ours.Shape.Equals(theirs.Shape) && ours.ToArray<string>().SequenceEqual(theirs.ToArray<string>())
            ? [] : [$"the output is {ours}"];

    public static IEnumerable<string> Mismatches(Layer layer, LayerCase @case)
    {
        if (Weight(@case, "vocabulary") is { } vocabulary)
        {
            if (layer is IndexLookup<string> texts && !texts.Vocabulary.SequenceEqual(vocabulary.ToArray<string>()))
                yield return $"the vocabulary is {string.Join(", ", texts.Vocabulary)}";
            if (layer is IndexLookup<long> integers && !integers.Vocabulary.SequenceEqual(vocabulary.ToArray<long>()))
                yield return $"the vocabulary is {string.Join(", ", integers.Vocabulary)}";
        }
        if (Weight(@case, "idf_weights") is not { } idf) yield break;
        var own = (layer as IndexLookup<string>)?.IdfWeights ?? ((IndexLookup<long>)layer).IdfWeights;
        foreach (var mismatch in Mismatch.Of("idf_weights", TensorData.Of(own!.ToArray()), idf)) yield return mismatch;
    }

    // The padding of the weights is not part of the vocabulary.
    private static int Count(LayerCase @case) => (int)Weight(@case, "vocabulary")!.Length;

    private static TensorData? Weight(LayerCase @case, string name) =>
        @case.Weights.Where(weight => weight.Name == name).Select(weight => weight.Value).FirstOrDefault();
}
