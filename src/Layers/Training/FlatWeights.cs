using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>All weights that training changes in a single tensor, one after the other, so that the number of operators in an optimizer step
/// does not grow with the number of layers.</summary>
/// <remarks>The optimizers here compute each element on its own. A step on the whole tensor therefore gives the same result as a step on
/// each weight, to the last bit.</remarks>
internal sealed class FlatWeights
{
    // In elements. ONNX Runtime's kernels give the same bits only if the data starts at a multiple of 64 bytes, as ONNX Runtime's own
    // tensors do.
    private const int Alignment = 16;

    private readonly IReadOnlyList<Weight> _weights;
    private readonly int[] _offsets;

    private FlatWeights(IReadOnlyList<Weight> weights)
    {
        _weights = weights;
        _offsets = new int[weights.Count];
        var length = 0;
        for (var i = 0; i < _offsets.Length; i++)
        {
            _offsets[i] = length;
            length += Aligned(weights[i].Value.Length);
        }
        var joined = Joined([.. weights.Select(weight => weight.Value)], [length]);
        Weight = new Weight("weights", "trained", new TensorType(joined.Type, joined.Shape), new(joined), trainable: true,
            DTypePolicy.Float32);
    }

    /// <summary>The tensor of all weights.</summary>
    public Weight Weight { get; }

    /// <summary>The part of the tensor that the graph reads for each weight, without a copy.</summary>
    public IEnumerable<StateSlice> Views =>
        _weights.Zip(_offsets, (weight, offset) => new StateSlice(weight.Symbol, Weight.Symbol, offset));

    /// <summary>Joins the weights if the optimizer treats all of them alike; returns null otherwise.</summary>
    public static FlatWeights? Of(IReadOnlyList<Weight> weights, IReadOnlyList<Value?> gradients, Optimizer optimizer)
    {
        var isAlike = weights.Count > 1
            && weights.All(weight => weight.Type == DType.Float32 && weight.Constraint is null && weight.Value.Length > 0);
        var isClippedApart = optimizer.ClipNorm is not null || optimizer.GlobalClipNorm is not null;
        var decaysApart = optimizer.WeightDecay is not null && optimizer.ExcludeFromWeightDecay.Count > 0;
        return isAlike && !isClippedApart && !decaysApart && gradients.All(gradient => gradient is not null)
            ? new FlatWeights(weights) : null;
    }

    /// <summary>Joins the gradients into one tensor.</summary>
    public Value Joined(IEnumerable<Value> gradients) =>
        Concat([.. gradients.Zip(_weights).SelectMany(pair => Padded(pair.First, pair.Second.Value.Length))], axis: 0);

    /// <summary>Joins the optimizer's state for each weight into one tensor. <see cref="View"/> is the inverse.</summary>
    public TensorData Joined(IReadOnlyList<TensorData> tensors) => Joined(tensors, Weight.Shape);

    /// <summary>Returns the place of a weight, or of the optimizer's state for it, in the slot of all weights.</summary>
    public StateView View(Value slot, int weight) => new(slot, _offsets[weight], _weights[weight].Shape);

    // The padding between the weights has a gradient of zero. Nothing reads its elements.
    private static IEnumerable<Value> Padded(Value gradient, int length)
    {
        yield return Reshape(gradient, length);
        if (Aligned(length) > length) yield return Constant(new float[Aligned(length) - length]);
    }

    private static int Aligned(int length) => (length + Alignment - 1) / Alignment * Alignment;

    private static TensorData Joined(IReadOnlyList<TensorData> tensors, Shape shape)
    {
        var joined = TensorData.Zeros(DType.Float32, shape);
        var at = 0;
        foreach (var tensor in tensors)
        {
            tensor.AsSpan<float>().CopyTo(joined.Span<float>()[at..]);
            at += Aligned(tensor.Length);
        }
        return joined;
    }
}
