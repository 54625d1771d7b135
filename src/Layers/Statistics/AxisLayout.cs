using Layers.Graphs;

namespace Layers;

/// <summary>How a row-major tensor splits into features (the kept axes) and rows (the others), and how to walk it:
/// as equal tiles that follow each other in memory, each a matrix of rows by lanes, each lane one feature's values.</summary>
internal sealed class AxisLayout
{
    // A tile this large hides what starting on it costs; more lanes than this would no longer accumulate in the cache.
    private const int EnoughElements = 4096, MostLanes = 4096;

    private readonly List<(int Size, bool Kept)> _groups = [];
    private readonly int _outer;

    /// <summary>Reads a shape.</summary>
    /// <param name="shape">Known sizes.</param>
    /// <param name="keptAxes">The axes whose every index is a feature of its own, ascending and within the rank; none: one feature over all.</param>
    public AxisLayout(Shape shape, int[] keptAxes)
    {
        (Rows, Features) = (1, 1);
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            var size = (int)shape[axis].Size;
            var kept = Array.IndexOf(keptAxes, axis) >= 0;
            if (kept) Features *= size;
            else Rows *= size;
            if (size == 1) continue;
            if (_groups.Count > 0 && _groups[^1].Kept == kept) _groups[^1] = (_groups[^1].Size * size, kept);
            else _groups.Add((size, kept));
        }

        // Groups alternate now. The lanes are the last group if it is kept, else there is one lane, and the group before
        // them is the rows; then small tiles grow outwards, two groups at a time, which makes of [batch, channel, 2, 2]
        // one matrix with 4 lanes a channel instead of many tiles of 4 numbers.
        var lanesFrom = _groups.Count > 0 && _groups[^1].Kept ? _groups.Count - 1 : _groups.Count;
        while (lanesFrom >= 2 && Size(lanesFrom - 1, _groups.Count) < EnoughElements && Size(lanesFrom - 2, _groups.Count) <= MostLanes)
            lanesFrom -= 2;
        _outer = Math.Max(lanesFrom - 1, 0);
        TileRows = Size(_outer, lanesFrom);
        Lanes = Size(lanesFrom, _groups.Count);
        Tiles = Size(0, _outer);
        FeatureOfLane = new int[Lanes];
        LaneFeatures = 1;
        for (var g = lanesFrom; g < _groups.Count; g++)
            if (_groups[g].Kept) LaneFeatures *= _groups[g].Size;
        for (var lane = 0; lane < Lanes; lane++) FeatureOfLane[lane] = LaneFeatures == Lanes ? lane : (int)Split(lane, lanesFrom, _groups.Count).Feature;
    }

    /// <summary>The product of the sizes that are reduced.</summary>
    public long Rows { get; }

    /// <summary>The product of the sizes that are kept.</summary>
    public int Features { get; }

    /// <summary>How many tiles there are; tile t starts at element <c>t * TileRows * Lanes</c>.</summary>
    public int Tiles { get; }

    /// <summary>Rows of a tile's matrix.</summary>
    public int TileRows { get; }

    /// <summary>Columns of a tile's matrix.</summary>
    public int Lanes { get; }

    /// <summary>How many features a tile has; fewer than its lanes when a feature has several of them.</summary>
    public int LaneFeatures { get; }

    /// <summary>The feature of each lane, counted from the tile's first.</summary>
    public int[] FeatureOfLane { get; }

    /// <summary>The first feature of a tile.</summary>
    public int FirstFeature(int tile) => (int)Split(tile, 0, _outer).Feature * LaneFeatures;

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
