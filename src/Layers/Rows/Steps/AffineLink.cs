namespace Layers;

/// <summary>One link of an affine chain: what is done with the constants on the right.</summary>
/// <param name="op">What is done.</param>
/// <param name="row">The constants of one row.</param>
internal sealed class AffineLink(AffineOp op, float[] row)
{
    public AffineOp Op { get; } = op;

    /// <summary>The constants of several rows, and the first of them once more, so that a vector may start at any.</summary>
    public float[] Constants { get; } = Round(Tiles.Repeat(row));

    /// <summary>How many constants there are before they come again.</summary>
    public int Count => Constants.Length - Wide.Count;

    private static float[] Round(float[] tile)
    {
        var round = new float[tile.Length + Wide.Count];
        tile.CopyTo(round, 0);
        for (var i = 0; tile.Length > 0 && i < Wide.Count; i++) round[tile.Length + i] = tile[i % tile.Length];
        return round;
    }
}
