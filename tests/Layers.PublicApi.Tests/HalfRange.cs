using Layers.Graphs;

namespace Layers.PublicApi.Tests;

/// <summary>A custom scaler in one class: the middle of the learned range becomes 0, and the ends of the range become −1 and 1.</summary>
#region scaler
public sealed class HalfRange(bool invert = false, string? name = null, DTypePolicy? dtype = null)
    : FeatureTransform(invert, name, dtype), ISavable<HalfRange>
{
    protected override IReadOnlyList<LearnedNumber> Numbers => [new("middle"), new("half", isDivisor: true)];

    protected override IReadOnlyList<double> Fit(FeatureReport feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        return [(feature.Minimum + feature.Maximum) / 2, feature.IsConstant ? 1 : (feature.Maximum - feature.Minimum) / 2];
    }

    protected override Value Transform(Value x, IReadOnlyList<Value> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        return Centred(x, numbers[0], numbers[1]);
    }

    protected override Value Inverse(Value y, IReadOnlyList<Value> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        return y * numbers[1] + numbers[0];
    }

    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        WriteNumbers(config.Set("invert", Invert));
    }

    public static HalfRange FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return ReadNumbers(new HalfRange(config.Flag("invert", false), config.Name, config.Policy), config);
    }
}
#endregion
