namespace Layers;

/// <summary>A chain of additions, subtractions, multiplications and divisions by constants, in one pass.</summary>
/// <remarks>Each link rounds as the operator by itself does, so the bits are those of the operators one after the other.</remarks>
internal sealed class AffineStep(RowValue x, RowValue y) : RowStep(y, x)
{
    private AffineLink[] _links = [];

    public override bool RunsInPlace => true;

    /// <summary>Adds a link; its constant has the elements of one row.</summary>
    public void Add(AffineOp op, float[] constant) => _links = [.. _links, new(op, constant)];

    public override void Run(in RowFrame frame) =>
        AffineKernel.Run(_links, frame.Read<float>(Inputs[0]), frame.Write<float>(Result), pastCaches: frame.IsStreamed && Result.Place == RowPlace.Output);
}
