using Layers.Graphs;

namespace Layers;

/// <summary>How a row-major tensor splits into features (the kept axes) and rows (the others), and how to walk it: as equal
/// tiles that follow each other in memory, each a matrix of rows by lanes, each lane holding values of one feature.</summary>
internal sealed class AxisLayout
{
    // Measured: to start on a tile costs as much as 40 times a lane's share of the work at a chunk's begin and end.
    private const int TileCostInLanes = 40, LargeTile = 4096;

    private readonly List<(int Size, bool Kept)> _groups = [];
    private readonly int _rows, _lanes;

    /// <summary>Reads a shape.</summary>
    /// <param name="shape">Known sizes, none of them zero.</param>
    /// <param name="keptAxes">The axes whose every index is a feature of its own, ascending and within the rank; none: one feature over
    /// all.</param>
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

        // Groups alternate now. The lanes are the last group if it is kept, else there is one lane; the group before them is the
        // rows. Small tiles then grow outwards, which makes of [batch, channel, 2, 2] one matrix with 4 lanes a channel instead
        // of many tiles of 4 numbers.
        var lanes = _groups.Count > 0 && _groups[^1].Kept ? _groups.Count - 1 : _groups.Count;
        while (lanes >= 2 && Size(lanes - 1, _groups.Count) < Math.Min(TileCostInLanes * (lanes > 2 ? _groups[lanes - 3].Size : 1L), LargeTile))
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

    /// <summary>How many tiles there are; tile t starts at element <c>t * TileRows * Lanes</c>.</summary>
    public int Tiles { get; }

    /// <summary>Rows of a tile's matrix.</summary>
    public int TileRows { get; }

    /// <summary>Columns of a tile's matrix: <c>Bands * BandLanes</c>.</summary>
    public int Lanes => Bands * BandLanes;

    /// <summary>The size of the outermost kept group in a row; where a row may be cut.</summary>
    public int Bands { get; }

    /// <summary>Adjacent lanes of a band; one, unless small axes inside were drawn into the lanes.</summary>
    public int BandLanes { get; }

    /// <summary>Features of a band, which has no others in common with the next.</summary>
    public int BandFeatures { get; }

    /// <summary>The feature of each lane of the first few bands, counted from the first band's first.</summary>
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

    /// <summary>The first feature of a tile.</summary>
    public int FirstFeature(int tile) => (int)Split(tile, 0, _rows).Feature * Bands * BandFeatures;

    /// <summary>The feature and the row of an element, for a message.</summary>
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
