namespace Layers;

/// <summary>The axes of each row in another order.</summary>
/// <remarks>Input <c>(batch, …)</c>; output <c>(batch, …)</c> with the axes as asked. Source:
/// <see href="https://keras.io/api/layers/reshaping_layers/permute/"/>.</remarks>
/// <example><code>new Permute([2, 1])   // (batch, 10, 64) becomes (batch, 64, 10)</code></example>
public sealed class Permute : Layer, ISavable<Permute>
{
    private readonly int[] _dims;

    /// <summary>A permuting layer.</summary>
    /// <param name="dims">Which axis of the input each axis of the output is, from 1, the batch being 0.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>permute</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="dims"/> does not name each axis from 1 on once.</exception>
    public Permute(IReadOnlyList<int> dims, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        ArgumentNullException.ThrowIfNull(dims);
        if (!dims.Order().SequenceEqual(Enumerable.Range(1, dims.Count))) throw Throw.BadArgument(Name, nameof(dims), $"each of the axes 1 to {dims.Count} once", $"[{string.Join(", ", dims)}]");
        _dims = [.. dims];
    }

    /// <summary>Which axis of the input each axis of the output is.</summary>
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
