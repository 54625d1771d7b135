namespace Layers;

/// <summary>A link of an affine chain: an operator with constants on the right.</summary>
/// <param name="op">The operator.</param>
/// <param name="row">The constants of one row.</param>
internal sealed class AffineLink(AffineOp op, float[] row)
{
    public AffineOp Op { get; } = op;

    /// <summary>The constants of several rows, followed by the first of them again, so that a block of
    /// <see cref="AffineKernel.BlockVectors"/> vectors may start at any constant.</summary>
    public float[] Constants { get; } = Round(Tiles.Repeat(row));

    /// <summary>The number of constants before they repeat.</summary>
    public int Count => Constants.Length - Overhang;

    private static int Overhang => AffineKernel.BlockVectors * Wide.Count;

    private static float[] Round(float[] tile)
    {
        var round = new float[tile.Length + Overhang];
        tile.CopyTo(round, 0);
        for (var i = 0; tile.Length > 0 && i < Overhang; i++) round[tile.Length + i] = tile[i % tile.Length];
        return round;
    }
}
