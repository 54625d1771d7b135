using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that computes the dot product of two inputs along an axis of each, row by row.</summary>
/// <remarks>Inputs <c>(batch, a…, k)</c> and <c>(batch, b…, k)</c>, with <c>k</c> on any axis except the batch; output <c>(batch, a…,
/// b…)</c>, or <c>(batch, 1)</c> if the inputs have no other axes. Source:
/// <see href="https://keras.io/api/layers/merging_layers/dot/"/>.</remarks>
/// <example><code>new Dot((1, 2)).Apply(x, y)   // (batch, 3, 5) and (batch, 10, 3) become (batch, 5, 10)</code></example>
public sealed class Dot : MergeLayer, ISavable<Dot>
{
    private readonly bool _isPair;

    /// <summary>Creates a layer that sums over the same axis of both inputs.</summary>
    /// <param name="axes">The axis of both inputs, not the batch. A negative axis counts from the end of each input.</param>
    /// <param name="normalize">Whether the layer first scales both inputs to length 1 along the axis, so that the result is the cosine
    /// similarity; default false.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>dot</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public Dot(int axes, bool normalize = false, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype) => (Axes, Normalize) = ((axes, axes), normalize);

    /// <summary>Creates a layer that sums over a different axis for each input.</summary>
    /// <param name="axes">The axis of the first input and the axis of the second input, not the batch. A negative axis counts from the
    /// end.</param>
    /// <param name="normalize">Whether the layer first scales both inputs to length 1 along the axes, so that the result is the cosine
    /// similarity; default false.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>dot</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public Dot((int First, int Second) axes, bool normalize = false, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype) => (Axes, Normalize, _isPair) = (axes, normalize, true);

    /// <summary>The axes of the first and the second input, as given.</summary>
    public (int First, int Second) Axes { get; }

    /// <summary>Whether the layer first scales both inputs to length 1.</summary>
    public bool Normalize { get; }

    /// <inheritdoc/>
    protected override Value Call(IReadOnlyList<Value> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs is not [var x, var y]) throw Throw.NeedsTwoInputs(this, inputs.Count);
        var (first, second) = (AxisOf(x, Axes.First), AxisOf(y, Axes.Second));
        if (x.Shape[first] != y.Shape[second]) throw Throw.CannotDot(this, x.Shape, first, y.Shape, second);
        if (x.Shape[0] != y.Shape[0]) throw Throw.CannotDot(this, x.Shape, 0, y.Shape, 0);
        if (Normalize) (x, y) = (UnitLength.Of(Float(x), [first]), UnitLength.Of(Float(y), [second]));
        // Keras sums products of int8 in 32 bits.
        var type = x.Type == DType.Int8 && y.Type == DType.Int8 ? DType.Int32 : Promotion.Of([x, y]);
        return Promotion.In(type, [x, y], both => Product(both[0], first, both[1], second));
    }

    /// <summary>Returns null: the output has no mask, because the steps are summed.</summary>
    /// <inheritdoc/>
    protected override Value? ComputeMask(IReadOnlyList<Value> inputs, CallContext call) => null;

    internal override KerasTensor? MaskTensor(LayerCall call) => null;

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        _ = _isPair ? config.Set("axes", new long[] { Axes.First, Axes.Second }.AsEnumerable()) : config.Set("axes", (long)Axes.First);
        config.Set("normalize", Normalize);
    }

    /// <inheritdoc/>
    public static Dot FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var axes = config.OptionalAxes("axes") ?? throw Throw.MissingSetting(config.Owner, "axes");
        var normalize = config.Flag("normalize", false);
        return (config.IsList("axes"), axes) switch
        {
            (false, _) => new(axes[0], normalize, config.Name, config.Policy),
            (true, [var first, var second]) => new((first, second), normalize, config.Name, config.Policy),
            _ => throw Throw.WrongSetting(config.Owner, "axes", "one axis or two", config.Take("axes")!),
        };
    }

    private Value Float(Value x) => x.Type.IsFloat() ? x : Cast(x, Policy.ArithmeticType);

    private int AxisOf(Value x, int axis)
    {
        var rank = x.Shape.Rank;
        if (rank < 2) throw Throw.WrongRank(this, "rank 2 or more", x.Shape);
        if (axis < -rank || axis >= rank) throw Throw.AxisOutOfRank(this, axis, rank);
        return (axis + rank) % rank is > 0 and var resolved ? resolved : throw Throw.BatchAxis(this, axis, x.Shape);
    }

    // A matrix product for each row: x with its axis last, y with its axis first, and the other axes of each merged into one.
    private static Value Product(Value x, int first, Value y, int second)
    {
        var (a, b) = (AxisWeights.Others([0, first], x.Shape.Rank), AxisWeights.Others([0, second], y.Shape.Rank));
        Dim[] sizes = [.. a.Select(axis => x.Shape[axis]), .. b.Select(axis => y.Shape[axis])];
        if (a.Length > 1 || b.Length > 1)
        {
            if (!sizes.All(size => size.IsKnown) || !x.Shape[first].IsKnown)
                return OpenProduct(Moved(x, [0, .. a, first]), a.Length, Moved(y, [0, .. b, second]), b.Length);
            var (rows, columns, count) = (a.Aggregate(1L, (n, axis) => n * x.Shape[axis].Size),
                b.Aggregate(1L, (n, axis) => n * y.Shape[axis].Size), x.Shape[first].Size);
            var flat = MatMul(RowShapes.Reshape(Moved(x, [0, .. a, first]), rows, count),
                RowShapes.Reshape(Moved(y, [0, second, .. b]), count, columns));
            return RowShapes.Reshape(flat, [.. sizes.Select(size => size.Size)]);
        }
        var left = a.Length == 0 ? Unsqueeze(x, 1) : Moved(x, [0, .. a, first]);
        var right = b.Length == 0 ? Unsqueeze(y, 2) : Moved(y, [0, second, .. b]);
        var product = MatMul(left, right);
        return a.Length == 0 ? Squeeze(product, 1) : b.Length == 0 ? Squeeze(product, 2) : product;
    }

    // Axes of unknown size cannot be merged, so every element of x is multiplied by every element of y.
    private static Value OpenProduct(Value x, int a, Value y, int b) => ReduceSum(
        Unsqueezed(x, a + 1, b) * Unsqueezed(y, 1, a), [-1], keepDims: false);

    private static Value Unsqueezed(Value x, int from, int count) => count == 0 ? x : Unsqueeze(x, [.. Enumerable.Range(from, count)]);

    private static Value Moved(Value x, int[] order) => order.SequenceEqual(Enumerable.Range(0, order.Length)) ? x : Transpose(x, order);
}
