using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary><c>−ln p[t]</c> for class numbers <c>t</c>. Use <see cref="Loss.SparseCategoricalCrossentropy"/>.</summary>
/// <remarks>Labels are <c>(batch)</c> or <c>(batch, 1)</c>. Where the prediction comes straight from a softmax, the loss is computed from
/// what went into it, as Keras does on TensorFlow.</remarks>
public sealed record SparseCategoricalCrossentropyLoss : Loss
{
    internal SparseCategoricalCrossentropyLoss()
        : base("sparse_categorical_crossentropy")
    {
    }

    /// <summary>Whether predictions are logits, not probabilities; default false.</summary>
    public bool FromLogits { get; init; }

    internal override string ClassName => "SparseCategoricalCrossentropy";

    internal override DType LabelType(DType output) => DType.Int64;

    internal override void CheckLabels(TensorData labels, Shape output) => LabelRules.ClassNumbers(this, labels, output);

    internal override Value PerSample(Value yTrue, Value yPred)
    {
        var logP = (FromLogits ? yPred : Logits.Under(Op.Softmax, yPred)) is { } logits
            ? LogSoftmax(logits)
            : Log(Clip(yPred, Logits.Epsilon, 1 - Logits.Epsilon));
        var classes = yPred.Shape[^1].Size;
        var isTrue = Equal(Unsqueeze(Cast(yTrue, DType.Int64), -1), Range(0, (double)classes, 1));
        return -ReduceSum(Where(isTrue, logP, 0), [-1], keepDims: false);
    }

    internal override void WriteConfig(JsonObject config)
    {
        config["from_logits"] = FromLogits;
        config["ignore_class"] = null;
        config["axis"] = -1;
    }

    private protected override Value Align(Value yTrue, Value yPred) =>
        yTrue.Shape.Rank == yPred.Shape.Rank && yTrue.Shape[^1] == 1 ? Squeeze(yTrue, -1) : yTrue;
}
