namespace Layers;

/// <summary>A part of a tensor that a reader takes: a matrix of rows by lanes.</summary>
/// <param name="Offset">The index of its first element.</param>
/// <param name="Stride">The number of elements from a row to the next.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="Lanes">The number of elements of each row, from the first.</param>
/// <param name="FirstFeature">The index, in the tensor, of the piece's feature 0.</param>
/// <param name="Features">The number of features of the piece.</param>
internal readonly record struct Piece(int Offset, int Stride, int Rows, int Lanes, int FirstFeature, int Features);

/// <summary>The division of a tensor into pieces, and of the pieces into units of work. It depends only on the shape: the same data give
/// the same partial sums in the same order, and so the same bits, with any number of threads.</summary>
internal sealed class PassPlan
{
    // Rows wider than a panel are divided into panels, so that the accumulators stay in the L1 cache.
    private const int PanelLanes = 1024;

    // The values that share a shift: enough rows to make the start and end of a chunk cheap, few enough to lose no digits (see
    // MomentKernel).
    private const int ChunkElements = 1 << 18, FewestRows = 512, MostRows = 1 << 14;

    // The unit of work of a thread: about 50 µs.
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

    /// <summary>The number of rows whose sums share a shift.</summary>
    public int ChunkRows { get; }

    /// <summary>The largest number of bands of lanes of a piece.</summary>
    public int PanelBands { get; }

    /// <summary>The largest number of features of a piece.</summary>
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
