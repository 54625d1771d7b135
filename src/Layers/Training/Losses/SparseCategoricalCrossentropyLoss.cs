using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The sparse categorical crossentropy, <c>−ln p[t]</c> for class numbers <c>t</c>. Use
/// <see cref="Loss.SparseCategoricalCrossentropy"/>.</summary>
/// <remarks>Labels have the shape <c>(batch)</c> or <c>(batch, 1)</c>. If the prediction is the result of a softmax, the loss is computed
/// from the input of the softmax, as Keras does on TensorFlow.</remarks>
public sealed record SparseCategoricalCrossentropyLoss : Loss
{
    internal SparseCategoricalCrossentropyLoss()
        : base("sparse_categorical_crossentropy")
    {
    }

    /// <summary>Whether predictions are logits, not probabilities; default false.</summary>
    public bool FromLogits { get; init; }

    /// <summary>The label of samples that do not count. It need not be the number of a class. <see langword="null"/>, the default, for
    /// none.</summary>
    public int? IgnoreClass { get; init; }

    internal override string ClassName => "SparseCategoricalCrossentropy";

    internal override LabelForm LabelsFor(long units) => LabelForm.Index;

    internal override bool TakesLogits => FromLogits;

    internal override bool TakesProbabilities => !FromLogits;

    internal override DType LabelType(DType output) => DType.Int64;

    internal override void CheckLabels(TensorData labels, Shape output, RowsBefore before) =>
        LabelRules.ClassNumbers(this, labels, output, IgnoreClass, before);

    internal override Value PerSample(Value yTrue, Value yPred)
    {
        // TensorFlow uses the logarithms of probabilities as logits, which corrects a sum of probabilities other than 1.
        var logP = LogSoftmax((FromLogits ? yPred : Logits.Under(Op.Softmax, yPred))
            ?? Log(Clip(yPred, Logits.Epsilon, 1 - Logits.Epsilon)));
        var isTrue = Equal(Unsqueeze(Cast(yTrue, DType.Int64), -1), Range(0, (double)yPred.Shape[^1].Size, 1));
        if (Mask(yTrue) is { } counts) isTrue &= Unsqueeze(counts, -1);
        return -ReduceSum(Where(isTrue, logP, 0), [-1], keepDims: false);
    }

    internal override Value? Mask(Value yTrue) => IgnoreClass is { } ignored ? !Equal(Cast(yTrue, DType.Int64), ignored) : null;

    internal override Value Align(Value yTrue, Value yPred) => Ranks.ClassNumbers(yTrue, yPred);

    internal override void WriteConfig(JsonObject config)
    {
        config["from_logits"] = FromLogits;
        config["ignore_class"] = IgnoreClass;
    }

    internal override Loss ReadConfig(ConfigReader config) =>
        this with { FromLogits = config.Flag("from_logits", FromLogits), IgnoreClass = (int?)config.OptionalInteger("ignore_class") };
}
