namespace Layers;

/// <summary>A constraint that scales vectors to length 1. Use <see cref="WeightConstraint.UnitNorm"/>.</summary>
public sealed record UnitNormConstraint : WeightConstraint
{
    internal UnitNormConstraint()
    {
    }

    /// <summary>The axes of a vector; default 0, the inputs of a Dense.</summary>
    public IReadOnlyList<int> Axis { get; init; } = [0];

    internal override string ClassName => "UnitNorm";

    internal override Value Project(Value weight) => weight / (Norm(weight, Axis) + Epsilon);

    internal override void WriteConfig(ConfigWriter config) => config.SetAxis("axis", Axis);
}
