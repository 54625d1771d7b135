namespace Layers;

internal static partial class Throw
{
    public static LayerException NeedsQueryAndValue(Layer layer, int inputs) =>
        new(layer.Name, $"{layer} takes two or three inputs, query first: queries, values, and keys if they are not the values. " +
            $"It was called on {inputs}.");

    public static LayerException QueryAndKeyDiffer(Layer layer, Shape query, Shape key) =>
        new(layer.Name, $"{layer}: queries of shape {query} cannot be compared with keys of shape {key}: both must have the same rank " +
            "and, if they are not projected, the same number of features on the last axis.");

    public static LayerException ValueAndKeyDiffer(Layer layer, Shape value, Shape key) =>
        new(layer.Name, $"{layer}: there must be one key for each value, so their shapes may differ only on the last axis; the shape of " +
            $"the values is {value} and that of the keys {key}.");

    public static LayerException NoAttentionAxis(Layer layer, IReadOnlyList<int> axes, int rank) =>
        new(layer.Name, $"{layer}: attentionAxes must be axes between the batch (0) and the features ({rank - 1}). " +
            $"Received [{string.Join(", ", axes)}].");

    public static LayerException NeedsOneAttentionAxis(Layer layer, int axes) =>
        new(layer.Name, $"{layer}: masks of steps, a causal mask and a sliding window need one axis of steps, but attention is over " +
            $"{axes} axes. Use the argument attention_mask, with an axis for each.");

    public static LayerException WrongAttentionMask(Layer layer, Shape mask, Shape scores) =>
        new(layer.Name, $"{layer}: an attention mask has a bool for each query and each key, as (batch, T, S), and must broadcast to the " +
            $"shape of the scores, {scores}; it has the shape {mask}.");

    public static LayerException HeadsDoNotDivide(Layer layer, int queries, int keys) =>
        new(layer.Name, $"{layer}: each head of keys and values belongs to the same number of heads of queries, so numQueryHeads must be " +
            $"a multiple of numKeyValueHeads. Received {queries} and {keys}.");
}
