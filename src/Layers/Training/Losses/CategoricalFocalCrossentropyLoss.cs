using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A categorical crossentropy with small weights for predictions that are already right (Lin et al., 2017). Use
/// <see cref="Loss.CategoricalFocalCrossentropy"/>.</summary>
/// <remarks><c>−Σ α (1 − p)^γ t ln p</c> over the last axis.</remarks>
public sealed record CategoricalFocalCrossentropyLoss : Loss
{
    internal CategoricalFocalCrossentropyLoss()
        : base("categorical_focal_crossentropy")
    {
    }

    /// <summary>Whether predictions are logits, not probabilities; default false.</summary>
    public bool FromLogits { get; init; }

    /// <summary>The label smoothing, from 0 to 1: the factor by which labels move toward the uniform distribution; default 0.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>The factor α of the loss; default 0.25.</summary>
    public double Alpha { get; init; } = 0.25;

    /// <summary>The exponent γ, 0 or more; a larger exponent gives smaller weights to predictions that are already right. Default
    /// 2.</summary>
    public double Gamma { get; init; } = 2;

    internal override string ClassName => "CategoricalFocalCrossentropy";

    internal override LabelForm LabelsFor(long units) => LabelForm.OneHot;

    internal override bool TakesLogits => FromLogits;

    internal override bool TakesProbabilities => !FromLogits;

    internal override string? MetricClassName => null;

    internal override Value PerSample(Value yTrue, Value yPred)
    {
        var p = CategoricalCrossentropyLoss.Normalized(FromLogits ? Softmax(yPred) : yPred);
        var crossentropy = -CategoricalCrossentropyLoss.Smoothed(yTrue, LabelSmoothing) * Log(p);
        return ReduceSum(Alpha * Pow(1 - p, Gamma) * crossentropy, [-1], keepDims: false);
    }

    internal override void WriteConfig(JsonObject config)
    {
        config["from_logits"] = FromLogits;
        config["label_smoothing"] = LabelSmoothing;
        config["axis"] = -1;
        config["alpha"] = Alpha;
        config["gamma"] = Gamma;
    }

    internal override Loss ReadConfig(ConfigReader config) => this with
    {
        FromLogits = config.Flag("from_logits", FromLogits),
        LabelSmoothing = config.OptionalNumber("label_smoothing") ?? LabelSmoothing,
        Alpha = config.OptionalNumber("alpha") ?? Alpha,
        Gamma = config.OptionalNumber("gamma") ?? Gamma,
    };
}
