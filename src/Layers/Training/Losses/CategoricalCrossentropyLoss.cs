using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The categorical crossentropy, <c>−Σ t ln p</c> over the last axis. Use <see cref="Loss.CategoricalCrossentropy"/>.</summary>
/// <remarks>If the prediction is the result of a softmax, the loss is computed from the input of the softmax, as Keras does on
/// TensorFlow.</remarks>
public sealed record CategoricalCrossentropyLoss : Loss
{
    internal CategoricalCrossentropyLoss()
        : base("categorical_crossentropy")
    {
    }

    /// <summary>Whether predictions are logits, not probabilities; default false.</summary>
    public bool FromLogits { get; init; }

    /// <summary>The label smoothing, from 0 to 1: the factor by which labels move toward the uniform distribution; default 0.</summary>
    public double LabelSmoothing { get; init; }

    internal override string ClassName => "CategoricalCrossentropy";

    internal override LabelForm LabelsFor(long units) => LabelForm.OneHot;

    internal override bool TakesLogits => FromLogits;

    internal override bool TakesProbabilities => !FromLogits;

    internal override Value PerSample(Value yTrue, Value yPred)
    {
        var logP = (FromLogits ? yPred : Logits.Under(Op.Softmax, yPred)) is { } logits ? LogSoftmax(logits) : Log(Normalized(yPred));
        return -ReduceSum(Smoothed(yTrue, LabelSmoothing) * logP, [-1], keepDims: false);
    }

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

    internal static Value Smoothed(Value yTrue, double by) => by > 0 ? yTrue * (1 - by) + (by / yTrue.Shape[^1].Size) : yTrue;

    /// <summary>Scales probabilities to the sum 1 and clips them, so that they are neither 0 nor 1.</summary>
    internal static Value Normalized(Value yPred) => Clip(yPred / ReduceSum(yPred, [-1]), Logits.Epsilon, 1 - Logits.Epsilon);
}
