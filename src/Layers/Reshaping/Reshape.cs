namespace Layers;

/// <summary>A layer that reshapes each row.</summary>
/// <remarks>Input <c>(batch, …)</c>; output <c>(batch, targetShape…)</c>. Source:
/// <see href="https://keras.io/api/layers/reshaping_layers/reshape/"/>.</remarks>
public sealed class Reshape : Layer, ISavable<Reshape>
{
    /// <summary>Creates a reshaping layer.</summary>
    /// <param name="targetShape">The sizes of a row, without the batch; one size may be −1 and is then computed from the others.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>reshape</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A size is less than −1 or two are −1.</exception>
    public Reshape(IReadOnlyList<long> targetShape, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        ArgumentNullException.ThrowIfNull(targetShape);
        if (targetShape.Any(size => size < -1) || targetShape.Count(size => size == -1) > 1)
            throw Throw.BadArgument(Name, nameof(targetShape), "made of sizes of 0 or more and at most one −1",
                $"[{string.Join(", ", targetShape)}]");
        TargetShape = targetShape;
    }

    /// <summary>The sizes of a row, without the batch.</summary>
    public IReadOnlyList<long> TargetShape { get; }

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Shape.Rank < 1) throw Throw.WrongRank(this, "rank 1 or more", x.Shape);
        var row = x.Shape[1..];
        if (!row.IsKnown) return Ops.Reshape(x, [0, .. TargetShape]);

        // The product stops growing above long.MaxValue, because no row has more elements.
        var product = TargetShape.Contains(0)
            ? 0 : TargetShape.Where(size => size != -1).Aggregate((Int128)1, (a, b) => a > long.MaxValue ? a : a * b);
        var hasOpen = TargetShape.Contains(-1);
        if (hasOpen ? product == 0 || row.Length % product != 0 : row.Length != product)
            throw Throw.CannotReshape(this, x.Shape, TargetShape);
        // All sizes of a row are known here, so only the batch may be unknown.
        return RowShapes.Reshape(x, [.. TargetShape.Select(size => size == -1 ? (long)(row.Length / product) : size)]);
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("target_shape", TargetShape);
    }

    /// <inheritdoc/>
    public static Reshape FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.OptionalIntegers("target_shape") ?? [], config.Name, config.Policy);
    }
}
