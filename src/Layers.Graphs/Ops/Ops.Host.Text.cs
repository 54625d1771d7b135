namespace Layers.Graphs;

public static partial class Ops
{
    /// <summary>The tokens of texts as indices, as Keras's <c>TextVectorization</c> has them. Managed code computes it before the engine
    /// runs; no gradient flows through it.</summary>
    /// <param name="x">string; where texts are split, <c>(batch)</c> or <c>(…, 1)</c>.</param>
    /// <param name="vocabulary">The tokens, each once and none of them empty. The array is kept and must not change.</param>
    /// <param name="standardize">Keras's word for what is done to a text first; null for nothing.</param>
    /// <param name="split"><c>whitespace</c> or <c>character</c>; null where each element is a token.</param>
    /// <param name="ngrams">How many neighbours are joined, in the order of the result; null for tokens as they are.</param>
    /// <param name="length">How many indices a text has, cut or padded; null for as many as the longest of the batch. Only where texts are
    /// split.</param>
    /// <param name="first">The index of the first token of the vocabulary; the others follow.</param>
    /// <param name="unknown">The index of a token that is not there.</param>
    /// <param name="nothing">The index of the empty text and of padding.</param>
    /// <returns>int64: <c>(batch, length)</c> or <c>(…, length)</c>; the shape of <paramref name="x"/> where nothing is split or
    /// joined.</returns>
    internal static Value TokenIndices(Value x, string[] vocabulary, string? standardize, string? split, long[]? ngrams, long? length, long first, long unknown, long nothing)
    {
        var attributes = new List<(string, object)> { ("vocabulary", vocabulary), ("first", first), ("unknown", unknown), ("nothing", nothing) };
        if (standardize is not null) attributes.Add(("standardize", standardize));
        if (split is not null) attributes.Add(("split", split));
        if (ngrams is not null) attributes.Add(("ngrams", ngrams));
        if (length is { } known) attributes.Add(("length", known));
        return Unary(Op.TokenIndices, x, [.. attributes]);
    }
}
