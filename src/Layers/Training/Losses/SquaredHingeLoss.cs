using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The squared hinge loss, <c>mean(max(1 − t p, 0)²)</c>, with labels as in <see cref="Loss.Hinge"/>. Use
/// <see cref="Loss.SquaredHinge"/>.</summary>
public sealed record SquaredHingeLoss : Loss
{
    internal SquaredHingeLoss()
        : base("squared_hinge")
    {
    }

    internal override string ClassName => "SquaredHinge";

    internal override LabelForm LabelsFor(long units) => LabelForm.Binary;

    internal override Value PerSample(Value yTrue, Value yPred) => OverLastAxis(Square(HingeLoss.Margins(yTrue, yPred)));
}
