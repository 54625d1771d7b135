namespace Layers;

/// <summary>One link of an affine chain: what is done with the constants on the right.</summary>
/// <param name="op">What is done.</param>
/// <param name="row">The constants of one row.</param>
internal sealed class AffineLink(AffineOp op, float[] row)
{
    public AffineOp Op { get; } = op;

    /// <summary>The constants of several rows, and a vector more: the last elements are read as a whole vector too.</summary>
    public float[] Constants { get; } = [.. Tiles.Repeat(row), .. new float[Wide.Count]];

    /// <summary>How many constants there are.</summary>
    public int Count => Constants.Length - Wide.Count;
}
