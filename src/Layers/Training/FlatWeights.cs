using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The weights that training changes, one after the other in a single tensor, so that a step of the optimizer is a handful of
/// operators whatever the number of layers.</summary>
/// <remarks>Every optimizer here moves each element by itself; so what it does to the whole is what it does to each weight, to the last
/// bit.</remarks>
internal sealed class FlatWeights
{
    // In elements: ONNX Runtime's kernels give the same bits only for what starts where its own tensors do, at 64 bytes.
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
        Weight = new Weight("weights", "trained", new TensorType(joined.Type, joined.Shape), new(joined), trainable: true, DTypePolicy.Float32);
    }

    /// <summary>All of them, as one.</summary>
    public Weight Weight { get; }

    /// <summary>Where the graph reads each weight: in place.</summary>
    public IEnumerable<StateSlice> Views => _weights.Zip(_offsets, (weight, offset) => new StateSlice(weight.Symbol, Weight.Symbol, offset));

    /// <summary>The weights, where nothing is done to one that is not done to all: null where it is.</summary>
    public static FlatWeights? Of(IReadOnlyList<Weight> weights, IReadOnlyList<Value?> gradients, Optimizer optimizer)
    {
        var isAlike = weights.Count > 1 && weights.All(weight => weight.Type == DType.Float32 && weight.Constraint is null && weight.Value.Length > 0);
        var isClippedApart = optimizer.ClipNorm is not null || optimizer.GlobalClipNorm is not null;
        var decaysApart = optimizer.WeightDecay is not null && optimizer.ExcludeFromWeightDecay.Count > 0;
        return isAlike && !isClippedApart && !decaysApart && gradients.All(gradient => gradient is not null) ? new FlatWeights(weights) : null;
    }

    /// <summary>The gradients, as one.</summary>
    public Value Joined(IEnumerable<Value> gradients) => Concat([.. gradients.Zip(_weights).SelectMany(pair => Padded(pair.First, pair.Second.Value.Length))], axis: 0);

    /// <summary>What is remembered of each weight, as one; the other way round is <see cref="View"/>.</summary>
    public TensorData Joined(IReadOnlyList<TensorData> tensors) => Joined(tensors, Weight.Shape);

    /// <summary>Where a weight, or what is remembered of it, lies in a slot for all.</summary>
    public StateView View(Value slot, int weight) => new(slot, _offsets[weight], _weights[weight].Shape);

    // What is between the weights stays zero, or whatever an optimizer makes of a gradient of zero; nothing reads it.
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
