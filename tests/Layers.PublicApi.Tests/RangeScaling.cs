using Layers.Graphs;
using static Layers.Graphs.Ops;

namespace Layers.PublicApi.Tests;

/// <summary>An adaptive layer that scales each feature's range to 0 to 1.</summary>
public sealed class RangeScaling(string? name = null) : NumericAdaptiveLayer(name), ISavable<RangeScaling>
{
    private Weight _least = null!;
    private Weight _range = null!;

    protected override void Build(Shape inputShape)
    {
        _least = AddWeight("least", [inputShape[^1]], Initializer.Zeros, trainable: false);
        _range = AddWeight("range", [inputShape[^1]], Initializer.Ones, trainable: false);
    }

    protected override Value Call(Value x) => (x - _least) / Max(_range, 1e-7);

    protected override int[] FeatureAxes(int rank) => [rank - 1];

    protected override void Learn(AdaptReport report, IReadOnlyList<double> mean, IReadOnlyList<double> variance)
    {
        _least.Value = report.Features.Select(feature => (float)feature.Minimum).ToArray();
        _range.Value = report.Features.Select(feature => (float)(feature.Maximum - feature.Minimum)).ToArray();
    }

    public void WriteConfig(ConfigWriter config)
    {
    }

    public static RangeScaling FromConfig(ConfigReader config) => new(config.Name);
}
