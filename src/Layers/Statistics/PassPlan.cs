namespace Layers;

/// <summary>A part of a tensor that one call of a reader takes: a matrix of rows by lanes.</summary>
/// <param name="Offset">Its first element.</param>
/// <param name="Stride">Elements from a row to the next.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Lanes">How many elements of each row, from the first.</param>
/// <param name="FirstFeature">The feature that its feature 0 is.</param>
/// <param name="Features">How many features it has.</param>
internal readonly record struct Piece(int Offset, int Stride, int Rows, int Lanes, int FirstFeature, int Features);

/// <summary>Cuts a tensor into pieces, and them into units of work, by its shape alone: the same data give the same
/// partial sums in the same order, hence the same bits, whatever number of threads take the units.</summary>
internal sealed class PassPlan
{
    // Rows wider than a panel are cut into panels, so that the accumulators stay in the first cache.
    private const int PanelLanes = 1024;

    // Sums about one shift: enough rows to forget what starting costs, few enough to lose no digits (see MomentKernel).
    private const int ChunkElements = 1 << 16, FewestRows = 64, MostRows = 1 << 14;

    // What a thread takes at a time: about 50 µs of work.
    private const int UnitElements = 1 << 18;

    private readonly AxisLayout _layout;
    private readonly int _panels, _blockRows, _blocks;

    public PassPlan(AxisLayout layout)
    {
        _layout = layout;
        var identity = layout.LaneFeatures == layout.Lanes;
        _panels = identity ? (layout.Lanes + PanelLanes - 1) / PanelLanes : 1;
        var lanes = (layout.Lanes + _panels - 1) / _panels;
        ChunkRows = Math.Clamp(ChunkElements / lanes, FewestRows, MostRows) / FewestRows * FewestRows;
        _blockRows = Math.Max(UnitElements / lanes / ChunkRows, 1) * ChunkRows;
        _blocks = (layout.TileRows + _blockRows - 1) / _blockRows;
        PieceFeatures = identity ? lanes : layout.LaneFeatures;
        Pieces = layout.Tiles * _panels * _blocks;
        PiecesPerUnit = (int)Math.Clamp(UnitElements / ((long)Math.Min(_blockRows, layout.TileRows) * lanes), 1, Pieces);
        Units = (Pieces + PiecesPerUnit - 1) / PiecesPerUnit;
    }

    /// <summary>Rows whose sums share a shift.</summary>
    public int ChunkRows { get; }

    /// <summary>The most features a piece has.</summary>
    public int PieceFeatures { get; }

    public int Pieces { get; }

    public int PiecesPerUnit { get; }

    public int Units { get; }

    public Piece this[int index]
    {
        get
        {
            (index, var panel) = Math.DivRem(index, _panels);
            var (tile, block) = Math.DivRem(index, _blocks);
            var lane = (int)((long)_layout.Lanes * panel / _panels);
            var lanes = (int)((long)_layout.Lanes * (panel + 1) / _panels) - lane;
            var row = block * _blockRows;
            var rows = Math.Min(_blockRows, _layout.TileRows - row);
            return new Piece(
                Offset: (tile * _layout.TileRows + row) * _layout.Lanes + lane,
                Stride: _layout.Lanes, rows, lanes,
                FirstFeature: _layout.FirstFeature(tile) + (_panels > 1 ? lane : 0),
                Features: _panels > 1 ? lanes : _layout.LaneFeatures);
        }
    }
}
