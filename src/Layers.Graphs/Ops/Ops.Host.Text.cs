namespace Layers.Graphs;

public static partial class Ops
{
    /// <summary>Converts texts to the indices of their tokens, as Keras's <c>TextVectorization</c> does. Managed code runs the operator
    /// before the engine. The operator has no gradient.</summary>
    /// <param name="x">The texts, string. If texts are split, <c>(batch)</c> or <c>(…, 1)</c>.</param>
    /// <param name="vocabulary">The tokens, without duplicates and empty texts. The array is not copied and must not change.</param>
    /// <param name="standardize">Keras's name of the standardization of a text; null for none.</param>
    /// <param name="split"><c>whitespace</c> or <c>character</c>; null if each element is a token.</param>
    /// <param name="ngrams">The sizes of the n-grams, in the order of the result; null for single tokens.</param>
    /// <param name="length">The number of indices of a text, truncated or padded; null for the length of the longest text in the batch.
    /// Only for texts that are split.</param>
    /// <param name="first">The index of the first token of the vocabulary; the others follow.</param>
    /// <param name="unknown">The index of a token that is not in the vocabulary.</param>
    /// <param name="nothing">The index of the empty text and of padding.</param>
    /// <returns>int64: <c>(batch, length)</c> or <c>(…, length)</c>; the shape of <paramref name="x"/> if texts are not split and there are
    /// no n-grams.</returns>
    internal static Value TokenIndices(Value x, string[] vocabulary, string? standardize, string? split, long[]? ngrams, long? length,
        long first, long unknown, long nothing)
    {
        var attributes = new List<(string, object)> { ("vocabulary", vocabulary), ("first", first), ("unknown", unknown),
            ("nothing", nothing) };
        if (standardize is not null) attributes.Add(("standardize", standardize));
        if (split is not null) attributes.Add(("split", split));
        if (ngrams is not null) attributes.Add(("ngrams", ngrams));
        if (length is { } known) attributes.Add(("length", known));
        return Unary(Op.TokenIndices, x, [.. attributes]);
    }
}
