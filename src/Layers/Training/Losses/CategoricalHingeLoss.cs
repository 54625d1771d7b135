using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The categorical hinge loss, <c>max(1 + max((1 − t) p) − Σ t p, 0)</c> over the last axis, for one-hot labels. Use
/// <see cref="Loss.CategoricalHinge"/>.</summary>
public sealed record CategoricalHingeLoss : Loss
{
    internal CategoricalHingeLoss()
        : base("categorical_hinge")
    {
    }

    internal override string ClassName => "CategoricalHinge";

    internal override LabelForm LabelsFor(long units) => LabelForm.OneHot;

    internal override Value PerSample(Value yTrue, Value yPred)
    {
        var right = ReduceSum(yTrue * yPred, [-1], keepDims: false);
        var wrong = ReduceMax((1 - yTrue) * yPred, [-1], keepDims: false);
        return Max(wrong - right + 1, 0);
    }
}
