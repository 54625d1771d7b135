using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that repeats each row along a new axis.</summary>
/// <remarks>Input <c>(batch, features)</c>; output <c>(batch, n, features)</c>. Source:
/// <see href="https://keras.io/api/layers/reshaping_layers/repeat_vector/"/>.</remarks>
public sealed class RepeatVector : Layer, ISavable<RepeatVector>
{
    /// <summary>Creates a repeating layer.</summary>
    /// <param name="n">The number of repetitions, 1 or more.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>repeat_vector</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="n"/> is less than 1.</exception>
    public RepeatVector(int n, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        if (n < 1) throw Throw.BadArgument(Name, nameof(n), "1 or more", n);
        N = n;
    }

    /// <summary>The number of repetitions.</summary>
    public int N { get; }

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Shape.Rank != 2) throw Throw.WrongRank(this, "rank 2", x.Shape);
        return Expand(Unsqueeze(x, 1), Constant(new long[] { 1, N, 1 }));
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("n", (long)N);
    }

    /// <inheritdoc/>
    public static RepeatVector FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Whole("n"), config.Name, config.Policy);
    }
}
