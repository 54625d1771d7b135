using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A constraint that moves the length of vectors into a range. Use <see cref="WeightConstraint.MinMaxNorm"/>.</summary>
public sealed record MinMaxNormConstraint : WeightConstraint
{
    internal MinMaxNormConstraint()
    {
    }

    /// <summary>The minimum length; default 0. Keras calls it <c>min_value</c>.</summary>
    public double Minimum { get; init; }

    /// <summary>The maximum length; default 1. Keras calls it <c>max_value</c>.</summary>
    public double Maximum { get; init; } = 1;

    /// <summary>The share of the correction that is made in each step, above 0 and at most 1; default 1.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>The axes of a vector; default 0, the inputs of a Dense.</summary>
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
