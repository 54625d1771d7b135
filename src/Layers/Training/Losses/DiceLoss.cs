using System.Text.Json.Nodes;

namespace Layers;

/// <summary>The Dice loss, <c>1 − 2 Σ t p / (Σ t + Σ p + 1e-7)</c>, for the overlap of masks (Dice, 1945). Use
/// <see cref="Loss.Dice"/>.</summary>
public sealed record DiceLoss : Loss
{
    internal DiceLoss()
        : base("dice")
    {
    }

    /// <summary>The axes of the sums; axis 0 is the batch. <see langword="null"/>, the default, for all axes, so that a batch has one
    /// loss.</summary>
    public IReadOnlyList<int>? Axis { get; init; }

    internal override string ClassName => "Dice";

    internal override LabelForm LabelsFor(long units) => LabelForm.Binary;

    internal override string? MetricClassName => null;

    internal override Value PerSample(Value yTrue, Value yPred)
    {
        Value Sum(Value x) => Ops.ReduceSum(x, Axis?.ToArray(), keepDims: false);
        return 1 - 2 * Sum(yTrue * yPred) / (Sum(yTrue) + Sum(yPred) + Logits.Epsilon);
    }

    internal override void WriteConfig(JsonObject config) => config["axis"] = Axes.Write(Axis);

    internal override Loss ReadConfig(ConfigReader config) => this with { Axis = Axes.Read(config) };
}
