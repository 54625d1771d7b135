using Layers.Graphs;

namespace Layers;

/// <summary>The split of a row-major tensor into features (the kept axes) and rows (the other axes), and its traversal as equal tiles that
/// are contiguous in memory. Each tile is a matrix of rows by lanes, and each lane has the values of one feature.</summary>
internal sealed class AxisLayout
{
    // Measured: the fixed cost of a tile equals the fixed cost of 40 lanes of a chunk.
    private const int TileCostInLanes = 40, LargeTile = 4096;

    private readonly List<(int Size, bool Kept)> _groups = [];
    private readonly int _rows, _lanes;

    /// <summary>Creates the layout of a shape.</summary>
    /// <param name="shape">A shape of known sizes, none of them zero.</param>
    /// <param name="keptAxes">The axes on which each index is a feature, in ascending order and within the rank; empty for one feature over
    /// all axes.</param>
    public AxisLayout(Shape shape, int[] keptAxes)
    {
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            var size = (int)shape[axis].Size;
            var kept = Array.IndexOf(keptAxes, axis) >= 0;
            if (size == 1) continue;
            if (_groups.Count > 0 && _groups[^1].Kept == kept) _groups[^1] = (_groups[^1].Size * size, kept);
            else _groups.Add((size, kept));
        }
        (Features, Rows) = (FeaturesIn(0), Size(0, _groups.Count) / FeaturesIn(0));

        // Kept and reduced groups alternate now. The lanes are the last group if it is kept; otherwise there is one lane. The group before
        // the lanes is the rows. Lanes then grow outwards while tiles are small: [batch, channel, 2, 2] becomes one matrix with 4 lanes for
        // each channel instead of many tiles of 4 numbers.
        var lanes = _groups.Count > 0 && _groups[^1].Kept ? _groups.Count - 1 : _groups.Count;
        while (lanes >= 2 && Size(lanes - 1, _groups.Count) < Math.Min(TileCostInLanes * (lanes > 2 ? _groups[lanes - 3].Size : 1L),
            LargeTile))
            lanes -= 2;
        (_rows, _lanes) = (Math.Max(lanes - 1, 0), lanes);
        Tiles = Size(0, _rows);
        TileRows = Size(_rows, lanes);
        (Bands, BandLanes) = lanes < _groups.Count ? (_groups[lanes].Size, Size(lanes + 1, _groups.Count)) : (1, 1);
        BandFeatures = FeaturesIn(Math.Min(lanes + 1, _groups.Count));
    }

    /// <summary>The product of the sizes that are reduced.</summary>
    public int Rows { get; }

    /// <summary>The product of the sizes that are kept.</summary>
    public int Features { get; }

    /// <summary>The number of tiles; tile t starts at element <c>t * TileRows * Lanes</c>.</summary>
    public int Tiles { get; }

    /// <summary>The rows of a tile's matrix.</summary>
    public int TileRows { get; }

    /// <summary>The columns of a tile's matrix: <c>Bands * BandLanes</c>.</summary>
    public int Lanes => Bands * BandLanes;

    /// <summary>The size of the outermost kept group in a row; a row may be cut between bands.</summary>
    public int Bands { get; }

    /// <summary>The number of adjacent lanes of a band; 1, unless the lanes include small inner axes.</summary>
    public int BandLanes { get; }

    /// <summary>The number of features of a band; bands have no features in common.</summary>
    public int BandFeatures { get; }

    /// <summary>Returns the feature of each lane of the first <paramref name="bands"/> bands, relative to the first feature of the first
    /// band.</summary>
    public int[] FeaturesOfLanes(int bands)
    {
        var features = new int[bands * BandLanes];
        for (var lane = 0; lane < features.Length; lane++)
        {
            var (band, inner) = Math.DivRem(lane, BandLanes);
            features[lane] = band * BandFeatures + (int)Split(inner, _lanes + 1, _groups.Count).Feature;
        }
        return features;
    }

    /// <summary>Returns the first feature of a tile.</summary>
    public int FirstFeature(int tile) => (int)Split(tile, 0, _rows).Feature * Bands * BandFeatures;

    /// <summary>Returns the feature and the row of an element, for a message.</summary>
    public (int Feature, long Row) Locate(long element)
    {
        var (feature, row) = Split(element, 0, _groups.Count);
        return ((int)feature, row);
    }

    private int Size(int from, int to)
    {
        var size = 1;
        for (var g = from; g < to; g++) size *= _groups[g].Size;
        return size;
    }

    private int FeaturesIn(int from)
    {
        var features = 1;
        for (var g = from; g < _groups.Count; g++)
            if (_groups[g].Kept) features *= _groups[g].Size;
        return features;
    }

    private (long Feature, long Row) Split(long index, int from, int to)
    {
        long feature = 0, row = 0, features = 1, rows = 1;
        for (var g = to - 1; g >= from; g--)
        {
            var (size, kept) = _groups[g];
            (index, var at) = Math.DivRem(index, size);
            if (kept)
            {
                feature += at * features;
                features *= size;
            }
            else
            {
                row += at * rows;
                rows *= size;
            }
        }
        return (feature, row);
    }
}
