namespace Layers;

/// <summary>A layer that permutes the axes of each row.</summary>
/// <remarks>Input <c>(batch, …)</c>; output <c>(batch, …)</c> with the axes in the given order. Source:
/// <see href="https://keras.io/api/layers/reshaping_layers/permute/"/>.</remarks>
/// <example><code>new Permute([2, 1])   // (batch, 10, 64) becomes (batch, 64, 10)</code></example>
public sealed class Permute : Layer, ISavable<Permute>
{
    private readonly int[] _dims;

    /// <summary>Creates a permuting layer.</summary>
    /// <param name="dims">The axis of the input for each axis of the output. Axes are counted from 1, because 0 is the batch.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>permute</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="dims"/> does not have each axis from 1 on exactly once.</exception>
    public Permute(IReadOnlyList<int> dims, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        ArgumentNullException.ThrowIfNull(dims);
        if (!dims.Order().SequenceEqual(Enumerable.Range(1, dims.Count)))
            throw Throw.BadArgument(Name, nameof(dims), $"each of the axes 1 to {dims.Count} exactly once", $"[{string.Join(", ", dims)}]");
        _dims = [.. dims];
    }

    /// <summary>The axis of the input for each axis of the output.</summary>
    public IReadOnlyList<int> Dims => _dims;

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Shape.Rank != _dims.Length + 1) throw Throw.WrongRank(this, $"rank {_dims.Length + 1}, one more than its dims", x.Shape);
        return Ops.Transpose(x, [0, .. _dims]);
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("dims", _dims.Select(axis => (long)axis));
    }

    /// <inheritdoc/>
    public static Permute FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var dims = config.OptionalIntegers("dims") ?? throw Throw.MissingSetting(config.Owner, "dims");
        return new([.. dims.Select(axis => config.Whole("dims", axis))], config.Name, config.Policy);
    }
}
