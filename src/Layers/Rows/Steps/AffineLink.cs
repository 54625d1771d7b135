namespace Layers;

/// <summary>One link of an affine chain: what is done with the constants on the right.</summary>
/// <param name="op">What is done.</param>
/// <param name="row">The constants of one row.</param>
internal sealed class AffineLink(AffineOp op, float[] row)
{
    public readonly AffineOp Op = op;

    /// <summary>The constants of several rows, and a vector more: the last elements are read as a whole vector too.</summary>
    public readonly float[] Constants = [.. Tiles.Repeat(row), .. new float[Wide.Count]];

    /// <summary>How many constants there are.</summary>
    public int Count => Constants.Length - Wide.Count;
}
