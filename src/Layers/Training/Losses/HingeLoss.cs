using static Layers.Graphs.Ops;

namespace Layers;

/// <summary><c>mean(max(1 − t p, 0))</c> for labels of −1 and 1; labels that are all 0 and 1 are taken as these. Use
/// <see cref="Loss.Hinge"/>.</summary>
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
        // One label that is neither 0 nor 1 leaves the batch as it is: so Keras tells the two conventions apart.
        var isBinary = Equal(ReduceMin(Cast(Equal(yTrue * (yTrue - 1), 0), yTrue.Type), keepDims: false), 1);
        return Max(1 - Where(isBinary, 2 * yTrue - 1, yTrue) * yPred, 0);
    }
}
