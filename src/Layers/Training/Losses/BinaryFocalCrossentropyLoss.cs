using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A binary crossentropy with small weights for predictions that are already right (Lin et al., 2017). Use
/// <see cref="Loss.BinaryFocalCrossentropy"/>.</summary>
/// <remarks><c>mean((1 − q)^γ · crossentropy)</c> with <c>q = t p + (1 − t)(1 − p)</c>. With class balancing, a label of 1 has the weight α
/// and a label of 0 has the weight 1 − α.</remarks>
public sealed record BinaryFocalCrossentropyLoss : Loss
{
    internal BinaryFocalCrossentropyLoss()
        : base("binary_focal_crossentropy")
    {
    }

    /// <summary>Whether predictions are logits, not probabilities; default false.</summary>
    public bool FromLogits { get; init; }

    /// <summary>The label smoothing, from 0 to 1: the factor by which labels move toward ½; default 0.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>Whether the two classes have different weights; default false.</summary>
    public bool ApplyClassBalancing { get; init; }

    /// <summary>The weight of a label of 1 if the classes have different weights, from 0 to 1; default 0.25.</summary>
    public double Alpha { get; init; } = 0.25;

    /// <summary>The exponent γ, 0 or more; a larger exponent gives smaller weights to predictions that are already right. Default
    /// 2.</summary>
    public double Gamma { get; init; } = 2;

    internal override string ClassName => "BinaryFocalCrossentropy";

    internal override LabelForm LabelsFor(long units) => LabelForm.Binary;

    internal override bool TakesLogits => FromLogits;

    internal override bool TakesProbabilities => !FromLogits;

    internal override string? MetricClassName => null;

    internal override void CheckLabels(TensorData labels, Shape output, RowsBefore before)
    {
        base.CheckLabels(labels, output, before);
        LabelRules.WithinZeroAndOne(this, labels, before);
    }

    internal override Value PerSample(Value yTrue, Value yPred)
    {
        yTrue = BinaryCrossentropyLoss.Smoothed(yTrue, LabelSmoothing);
        if (FromLogits) yPred = Sigmoid(yPred);
        var wrong = 1 - (yTrue * yPred + (1 - yTrue) * (1 - yPred));
        var focal = Pow(wrong, Gamma) * BinaryCrossentropyLoss.OfElements(yTrue, yPred, fromLogits: false);
        return OverLastAxis(ApplyClassBalancing ? (yTrue * Alpha + (1 - yTrue) * (1 - Alpha)) * focal : focal);
    }

    internal override void WriteConfig(JsonObject config)
    {
        config["from_logits"] = FromLogits;
        config["label_smoothing"] = LabelSmoothing;
        config["axis"] = -1;
        config["apply_class_balancing"] = ApplyClassBalancing;
        config["alpha"] = Alpha;
        config["gamma"] = Gamma;
    }

    internal override Loss ReadConfig(ConfigReader config) => this with
    {
        FromLogits = config.Flag("from_logits", FromLogits),
        LabelSmoothing = config.OptionalNumber("label_smoothing") ?? LabelSmoothing,
        ApplyClassBalancing = config.Flag("apply_class_balancing", ApplyClassBalancing),
        Alpha = config.OptionalNumber("alpha") ?? Alpha,
        Gamma = config.OptionalNumber("gamma") ?? Gamma,
    };
}
