using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Moves the lengths of vectors into a range. Use <see cref="WeightConstraint.MinMaxNorm"/>.</summary>
public sealed record MinMaxNormConstraint : WeightConstraint
{
    internal MinMaxNormConstraint()
    {
    }

    /// <summary>The least length; default 0. Keras calls it <c>min_value</c>.</summary>
    public double Minimum { get; init; }

    /// <summary>The greatest length; default 1. Keras calls it <c>max_value</c>.</summary>
    public double Maximum { get; init; } = 1;

    /// <summary>How much of the way is gone at each step, from above 0 to 1; default 1.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>The axes along which a vector lies; default 0, the inputs of a Dense.</summary>
    public IReadOnlyList<int> Axis { get; init; } = [0];

    internal override string ClassName => "MinMaxNorm";

    internal override Value Project(Value weight)
    {
        var norm = Norm(weight, Axis);
        var desired = Rate * Clip(norm, Minimum, Maximum) + (1 - Rate) * norm;
        return weight * (desired / (norm + Epsilon));
    }

    internal override void WriteConfig(ConfigWriter config) =>
        config.Set("min_value", Minimum).Set("max_value", Maximum).Set("rate", Rate).SetAxis("axis", Axis);
}
