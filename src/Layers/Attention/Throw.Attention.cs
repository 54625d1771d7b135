namespace Layers;

internal static partial class Throw
{
    public static LayerException NeedsQueryAndValue(Layer layer, int inputs) =>
        new(layer.Name, $"{layer} works on queries and values, and on keys if they are not the values: two or three inputs, query first. It was called on {inputs}.");

    public static LayerException QueryAndKeyDiffer(Layer layer, Shape query, Shape key) =>
        new(layer.Name, $"{layer}: queries of shape {query} cannot be compared with keys of shape {key}: both need as many axes, and, where they are not projected, as many features on the last one.");

    public static LayerException ValueAndKeyDiffer(Layer layer, Shape value, Shape key) =>
        new(layer.Name, $"{layer}: there must be one key for each value, so their shapes may differ in the last axis alone; values have {value} and keys {key}.");

    public static LayerException NoAttentionAxis(Layer layer, IReadOnlyList<int> axes, int rank) =>
        new(layer.Name, $"{layer}: attention goes over axes between the batch (0) and the features ({rank - 1}); attentionAxes are [{string.Join(", ", axes)}].");

    public static LayerException NeedsOneAttentionAxis(Layer layer, int axes) =>
        new(layer.Name, $"{layer}: masks of steps, a causal mask and a sliding window are about one axis of steps, and attention goes over {axes}. Give the argument attention_mask, with an axis for each.");

    public static LayerException WrongAttentionMask(Layer layer, Shape mask, Shape scores) =>
        new(layer.Name, $"{layer}: an attention mask says for each query and each key whether to look, as (batch, T, S), and must broadcast to the scores {scores}; it has the shape {mask}.");

    public static LayerException HeadsDoNotDivide(Layer layer, int queries, int keys) =>
        new(layer.Name, $"{layer}: each head of keys and values serves as many heads of queries, so numQueryHeads must be a multiple of numKeyValueHeads. Received {queries} and {keys}.");
}
