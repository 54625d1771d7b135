using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A constraint that limits the length of vectors. Use <see cref="WeightConstraint.MaxNorm"/>.</summary>
public sealed record MaxNormConstraint : WeightConstraint
{
    internal MaxNormConstraint()
    {
    }

    /// <summary>The maximum length; default 2. Keras calls it <c>max_value</c>.</summary>
    public double Maximum { get; init; } = 2;

    /// <summary>The axes of a vector; default 0, the inputs of a Dense.</summary>
    public IReadOnlyList<int> Axis { get; init; } = [0];

    internal override string ClassName => "MaxNorm";

    internal override Value Project(Value weight)
    {
        var norm = Norm(weight, Axis);
        return weight * (Clip(norm, 0, Maximum) / (norm + Epsilon));
    }

    internal override void WriteConfig(ConfigWriter config) => config.Set("max_value", Maximum).SetAxis("axis", Axis);
}
