using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The hinge loss, <c>mean(max(1 − t p, 0))</c>, for labels of −1 and 1. If all labels are 0 or 1, they are converted to −1 and 1.
/// Use <see cref="Loss.Hinge"/>.</summary>
public sealed record HingeLoss : Loss
{
    internal HingeLoss()
        : base("hinge")
    {
    }

    internal override string ClassName => "Hinge";

    internal override LabelForm LabelsFor(long units) => LabelForm.Binary;

    internal override Value PerSample(Value yTrue, Value yPred) => OverLastAxis(Margins(yTrue, yPred));

    internal static Value Margins(Value yTrue, Value yPred)
    {
        // Keras's rule: if one label is neither 0 nor 1, no label of the batch is converted.
        var isBinary = Equal(ReduceMin(Cast(Equal(yTrue * (yTrue - 1), 0), yTrue.Type), keepDims: false), 1);
        return Max(1 - Where(isBinary, 2 * yTrue - 1, yTrue) * yPred, 0);
    }
}
