namespace Layers;

/// <summary>A step that applies a chain of additions, subtractions, multiplications and divisions by constants, in one pass.</summary>
/// <remarks>Each link rounds as the separate operator does, so the result is the same in every bit.</remarks>
internal sealed class AffineStep(RowValue x, RowValue y) : RowStep(y, x)
{
    private AffineLink[] _links = [];

    public override bool RunsInPlace => true;

    /// <summary>Adds a link, whose constant has the elements of one row.</summary>
    public void Add(AffineOp op, float[] constant) => _links = [.. _links, new(op, constant)];

    public override void Run(in RowFrame frame) =>
        AffineKernel.Run(_links, frame.Read<float>(Inputs[0]), frame.Write<float>(Result),
            pastCaches: frame.IsStreamed && Result.Place == RowPlace.Output);
}
