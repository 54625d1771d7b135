using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A constraint that sets negative numbers to 0. Use <see cref="WeightConstraint.NonNeg"/>.</summary>
public sealed record NonNegConstraint : WeightConstraint
{
    internal NonNegConstraint()
    {
    }

    internal override string ClassName => "NonNeg";

    internal override Value Project(Value weight) => Max(weight, 0);

    internal override void WriteConfig(ConfigWriter config)
    {
    }
}
