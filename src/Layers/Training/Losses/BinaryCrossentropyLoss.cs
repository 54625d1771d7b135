using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary><c>−mean(t ln p + (1 − t) ln (1 − p))</c>. Use <see cref="Loss.BinaryCrossentropy"/>.</summary>
/// <remarks>Where the prediction comes straight from a sigmoid, the loss is computed from what went into it, as Keras does on TensorFlow:
/// that form cannot lose digits to a probability near 0 or 1.</remarks>
public sealed record BinaryCrossentropyLoss : Loss
{
    internal BinaryCrossentropyLoss()
        : base("binary_crossentropy")
    {
    }

    /// <summary>Whether predictions are logits, not probabilities; default false.</summary>
    public bool FromLogits { get; init; }

    /// <summary>How far labels are moved toward ½, from 0 to 1; default 0.</summary>
    public double LabelSmoothing { get; init; }

    internal override string ClassName => "BinaryCrossentropy";

    internal override LabelForm LabelsFor(long units) => LabelForm.Binary;

    internal override bool TakesLogits => FromLogits;

    internal override bool TakesProbabilities => !FromLogits;

    internal override void CheckLabels(TensorData labels, Shape output, RowsBefore before)
    {
        base.CheckLabels(labels, output, before);
        LabelRules.WithinZeroAndOne(this, labels, before);
    }

    internal override Value PerSample(Value yTrue, Value yPred) => OverLastAxis(OfElements(Smoothed(yTrue, LabelSmoothing), yPred, FromLogits));

    internal override void WriteConfig(JsonObject config)
    {
        config["from_logits"] = FromLogits;
        config["label_smoothing"] = LabelSmoothing;
        config["axis"] = -1;
    }

    internal override Loss ReadConfig(ConfigReader config) =>
        this with { FromLogits = config.Flag("from_logits", FromLogits), LabelSmoothing = config.OptionalNumber("label_smoothing") ?? LabelSmoothing };

    internal static Value Smoothed(Value yTrue, double by) => by > 0 ? yTrue * (1 - by) + (0.5 * by) : yTrue;

    internal static Value OfElements(Value yTrue, Value yPred, bool fromLogits)
    {
        // Of two equal operands Max and Min give the slope to the first, so that 0 has the slope of its neighbours; Abs has none there.
        if ((fromLogits ? yPred : Logits.Under(Op.Sigmoid, yPred)) is { } logits) return Max(logits, 0) - logits * yTrue + ActivationFormulas.SoftplusOf(Min(-logits, logits));
        var p = Clip(yPred, Logits.Epsilon, 1 - Logits.Epsilon);
        return -(yTrue * Log(p) + (1 - yTrue) * Log(1 - p));
    }
}
