namespace Layers;

/// <summary>A part of a tensor that a reader takes: a matrix of rows by lanes.</summary>
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

    // Values that share a shift: enough rows to forget what a chunk costs to begin and end, few enough to lose no digits
    // (see MomentKernel).
    private const int ChunkElements = 1 << 18, FewestRows = 512, MostRows = 1 << 14;

    // What a thread takes at a time: some 50 µs of work.
    private const int UnitElements = 1 << 18;

    private readonly AxisLayout _layout;
    private readonly int _panels, _blockRows, _blocks;

    public PassPlan(AxisLayout layout)
    {
        _layout = layout;
        var most = Math.Max(PanelLanes / layout.BandLanes, 1);
        _panels = Ceiling(layout.Bands, most);
        PanelBands = Ceiling(layout.Bands, _panels);
        var lanes = PanelBands * layout.BandLanes;
        ChunkRows = Math.Clamp(ChunkElements / lanes, FewestRows, MostRows) / FewestRows * FewestRows;
        _blockRows = Math.Max(UnitElements / lanes / ChunkRows, 1) * ChunkRows;
        _blocks = Ceiling(layout.TileRows, _blockRows);
        Pieces = layout.Tiles * _panels * _blocks;
        PiecesPerUnit = Math.Clamp(UnitElements / (Math.Min(_blockRows, layout.TileRows) * lanes), 1, Pieces);
        Units = Ceiling(Pieces, PiecesPerUnit);
    }

    /// <summary>Rows whose sums share a shift.</summary>
    public int ChunkRows { get; }

    /// <summary>The most bands of lanes that a piece has.</summary>
    public int PanelBands { get; }

    /// <summary>The most features that a piece has.</summary>
    public int PieceFeatures => PanelBands * _layout.BandFeatures;

    public int Pieces { get; }

    public int PiecesPerUnit { get; }

    public int Units { get; }

    public Piece this[int index]
    {
        get
        {
            (index, var panel) = Math.DivRem(index, _panels);
            var (tile, block) = Math.DivRem(index, _blocks);
            var band = (int)((long)_layout.Bands * panel / _panels);
            var bands = (int)((long)_layout.Bands * (panel + 1) / _panels) - band;
            var row = block * _blockRows;
            return new Piece(
                Offset: (tile * _layout.TileRows + row) * _layout.Lanes + band * _layout.BandLanes,
                Stride: _layout.Lanes,
                Rows: Math.Min(_blockRows, _layout.TileRows - row),
                Lanes: bands * _layout.BandLanes,
                FirstFeature: _layout.FirstFeature(tile) + band * _layout.BandFeatures,
                Features: bands * _layout.BandFeatures);
        }
    }

    private static int Ceiling(int a, int b) => (int)(((long)a + b - 1) / b);
}
