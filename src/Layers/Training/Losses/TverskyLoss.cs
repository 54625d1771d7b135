using System.Text.Json.Nodes;

namespace Layers;

/// <summary>The Tversky loss, <c>1 − Σ t p / (Σ t p + α Σ t (1 − p) + β Σ p (1 − t) + 1e-7)</c>: <see cref="Loss.Dice"/> with separate
/// weights for false negatives and false positives (Salehi et al., 2017). Use <see cref="Loss.Tversky"/>.</summary>
public sealed record TverskyLoss : Loss
{
    internal TverskyLoss()
        : base("tversky")
    {
    }

    /// <summary>The weight α of false negatives; default 0.5.</summary>
    public double Alpha { get; init; } = 0.5;

    /// <summary>The weight β of false positives; default 0.5.</summary>
    public double Beta { get; init; } = 0.5;

    /// <inheritdoc cref="DiceLoss.Axis"/>
    public IReadOnlyList<int>? Axis { get; init; }

    internal override string ClassName => "Tversky";

    internal override LabelForm LabelsFor(long units) => LabelForm.Binary;

    internal override string? MetricClassName => null;

    internal override Value PerSample(Value yTrue, Value yPred)
    {
        Value Sum(Value x) => Ops.ReduceSum(x, Axis?.ToArray(), keepDims: false);
        var both = Sum(yTrue * yPred);
        return 1 - both / (both + Alpha * Sum(yTrue * (1 - yPred)) + Beta * Sum(yPred * (1 - yTrue)) + Logits.Epsilon);
    }

    internal override void WriteConfig(JsonObject config)
    {
        config["alpha"] = Alpha;
        config["beta"] = Beta;
        config["axis"] = Axes.Write(Axis);
    }

    internal override Loss ReadConfig(ConfigReader config) => this with
    {
        Alpha = config.OptionalNumber("alpha") ?? Alpha,
        Beta = config.OptionalNumber("beta") ?? Beta,
        Axis = Axes.Read(config),
    };
}
