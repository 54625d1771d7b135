using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Binary crossentropy that counts what is right already for little (Lin et al., 2017). Use
/// <see cref="Loss.BinaryFocalCrossentropy"/>.</summary>
/// <remarks><c>mean((1 − q)^γ · crossentropy)</c> with <c>q = t p + (1 − t)(1 − p)</c>; balanced, a label of 1 counts α and one of 0 counts
/// 1 − α.</remarks>
public sealed record BinaryFocalCrossentropyLoss : Loss
{
    internal BinaryFocalCrossentropyLoss()
        : base("binary_focal_crossentropy")
    {
    }

    /// <summary>Whether predictions are logits, not probabilities; default false.</summary>
    public bool FromLogits { get; init; }

    /// <summary>How far labels are moved toward ½, from 0 to 1; default 0.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>Whether the two classes count differently; default false.</summary>
    public bool ApplyClassBalancing { get; init; }

    /// <summary>What a label of 1 counts when the classes count differently, from 0 to 1; default 0.25.</summary>
    public double Alpha { get; init; } = 0.25;

    /// <summary>How little counts what is right already, 0 or more; default 2.</summary>
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
