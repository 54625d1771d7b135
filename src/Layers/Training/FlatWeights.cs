using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The weights that training changes, one after the other in a single tensor, so that a step of the optimizer is a handful of operators whatever the number
/// of layers.</summary>
/// <remarks>Every optimizer here moves each element by itself; so what it does to the whole is what it does to each weight, to the last bit.</remarks>
internal sealed class FlatWeights
{
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
            length += weights[i].Value.Length;
        }
        var joined = Joined([.. weights.Select(weight => weight.Value)], [length]);
        Weight = new Weight("weights", "trained", new TensorType(joined.Type, joined.Shape), new(joined), trainable: true, DTypePolicy.Float32);
    }

    /// <summary>All of them, as one.</summary>
    public Weight Weight { get; }

    /// <summary>What stands for each weight in the graph.</summary>
    public Dictionary<Value, Value> Parts()
    {
        var parts = Split(Weight.Symbol, [.. _weights.Select(weight => (long)weight.Value.Length)], axis: 0);
        return _weights.Zip(parts).ToDictionary(pair => pair.First.Symbol, pair => Reshape(pair.Second, [.. pair.First.Shape.Select(size => size.Size)]));
    }

    /// <summary>The weights, where nothing is done to one that is not done to all: null where it is.</summary>
    public static FlatWeights? Of(IReadOnlyList<Weight> weights, IReadOnlyList<Value?> gradients, Optimizer optimizer)
    {
        var isAlike = weights.Count > 1 && weights.All(weight => weight.Type == DType.Float32 && weight.Constraint is null && weight.Value.Length > 0);
        var isClippedApart = optimizer.ClipNorm is not null || optimizer.GlobalClipNorm is not null;
        var decaysApart = optimizer.WeightDecay is not null && optimizer.ExcludeFromWeightDecay.Count > 0;
        return isAlike && !isClippedApart && !decaysApart && gradients.All(gradient => gradient is not null) ? new FlatWeights(weights) : null;
    }

    /// <summary>The gradients, as one.</summary>
    public static Value Joined(IEnumerable<Value> gradients) => Concat([.. gradients.Select(gradient => Reshape(gradient, [-1]))], axis: 0);

    /// <summary>What is remembered of each weight, as one; the other way round is <see cref="View"/>.</summary>
    public TensorData Joined(IReadOnlyList<TensorData> tensors) => Joined(tensors, Weight.Shape);

    /// <summary>Where a weight, or what is remembered of it, lies in a slot for all.</summary>
    public StateView View(Value slot, int weight) => new(slot, _offsets[weight], _weights[weight].Shape);

    private static TensorData Joined(IReadOnlyList<TensorData> tensors, Shape shape)
    {
        var joined = TensorData.Zeros(DType.Float32, shape);
        var at = 0;
        foreach (var tensor in tensors)
        {
            tensor.AsSpan<float>().CopyTo(joined.Span<float>()[at..]);
            at += tensor.Length;
        }
        return joined;
    }
}
