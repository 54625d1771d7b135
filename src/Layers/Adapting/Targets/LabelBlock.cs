namespace Layers;

/// <summary>The labels of consecutive rows, by column and category.</summary>
internal sealed class LabelBlock(int columns)
{
    private readonly Dictionary<long, LabelMoments>[] _cells = [.. Enumerable.Range(0, columns)
        .Select(_ => new Dictionary<long, LabelMoments>())];

    public long Rows { get; set; }

    /// <summary>The number of cells: for each column, the pairs of a category and a class that occur in the block.</summary>
    public int Cells => _cells.Sum(column => column.Count);

    public int CellsOf(int column) => _cells[column].Count;

    /// <summary>Returns the cells of a column: the number of the category, the number of the class (0 for numeric labels), and the
    /// labels.</summary>
    public IEnumerable<(int Category, int Class, LabelMoments Labels)> Column(int column) =>
        _cells[column].Select(pair => ((int)(pair.Key >> 32), (int)pair.Key, pair.Value));

    public void Add(int column, int category, int @class, LabelMoments labels)
    {
        ref var cell = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_cells[column],
            ((long)category << 32) | (uint)@class, out _);
        cell += labels;
    }

    /// <summary>Adds the rows that follow.</summary>
    public void Add(LabelBlock next) => Add(next, (_, category) => category, @class => @class);

    /// <summary>Adds rows of another state, whose categories and classes are numbered differently.</summary>
    public void Add(LabelBlock other, Func<int, int, int> categoryOf, Func<int, int> classOf)
    {
        for (var c = 0; c < _cells.Length; c++)
            foreach (var (category, @class, labels) in other.Column(c)) Add(c, categoryOf(c, category), classOf(@class), labels);
        Rows += other.Rows;
    }

    public LabelBlock Copy()
    {
        var copy = new LabelBlock(_cells.Length);
        copy.Add(this);
        return copy;
    }
}
