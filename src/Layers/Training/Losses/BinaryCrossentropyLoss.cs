using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The binary crossentropy, <c>−mean(t ln p + (1 − t) ln (1 − p))</c>. Use <see cref="Loss.BinaryCrossentropy"/>.</summary>
/// <remarks>If the prediction is the result of a sigmoid, the loss is computed from the input of the sigmoid, as Keras does on TensorFlow.
/// This form is also accurate for probabilities near 0 or 1.</remarks>
public sealed record BinaryCrossentropyLoss : Loss
{
    internal BinaryCrossentropyLoss()
        : base("binary_crossentropy")
    {
    }

    /// <summary>Whether predictions are logits, not probabilities; default false.</summary>
    public bool FromLogits { get; init; }

    /// <summary>The label smoothing, from 0 to 1: the factor by which labels move toward ½; default 0.</summary>
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

    internal override Value PerSample(Value yTrue, Value yPred) =>
        OverLastAxis(OfElements(Smoothed(yTrue, LabelSmoothing), yPred, FromLogits));

    internal override void WriteConfig(JsonObject config)
    {
        config["from_logits"] = FromLogits;
        config["label_smoothing"] = LabelSmoothing;
        config["axis"] = -1;
    }

    internal override Loss ReadConfig(ConfigReader config) =>
        this with
        {
            FromLogits = config.Flag("from_logits", FromLogits),
            LabelSmoothing = config.OptionalNumber("label_smoothing") ?? LabelSmoothing
        };

    internal static Value Smoothed(Value yTrue, double by) => by > 0 ? yTrue * (1 - by) + (0.5 * by) : yTrue;

    internal static Value OfElements(Value yTrue, Value yPred, bool fromLogits)
    {
        // If two operands are equal, Max and Min give the gradient to the first one, so the gradient at 0 is that of its neighbours. The
        // gradient of Abs at 0 is 0.
        if ((fromLogits ? yPred : Logits.Under(Op.Sigmoid, yPred)) is { } logits)
            return Max(logits, 0) - logits * yTrue + ActivationFormulas.SoftplusOf(Min(-logits, logits));
        var p = Clip(yPred, Logits.Epsilon, 1 - Logits.Epsilon);
        return -(yTrue * Log(p) + (1 - yTrue) * Log(1 - p));
    }
}
