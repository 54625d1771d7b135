namespace Layers;

/// <summary>Rows that follow each other: what the labels of each category are, column by column.</summary>
internal sealed class LabelBlock(int columns)
{
    private readonly Dictionary<long, LabelMoments>[] _cells = [.. Enumerable.Range(0, columns).Select(_ => new Dictionary<long, LabelMoments>())];

    public long Rows { get; set; }

    /// <summary>How many numbers it holds.</summary>
    public int Cells => _cells.Sum(column => column.Count);

    public int CellsOf(int column) => _cells[column].Count;

    /// <summary>The cells of a column: the category's number, that of the class (0 for numbers), and the labels.</summary>
    public IEnumerable<(int Category, int Class, LabelMoments Labels)> Column(int column) => _cells[column].Select(pair => ((int)(pair.Key >> 32), (int)pair.Key, pair.Value));

    public void Add(int column, int category, int @class, LabelMoments labels)
    {
        ref var cell = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_cells[column], ((long)category << 32) | (uint)@class, out _);
        cell += labels;
    }

    /// <summary>Adds the rows that follow.</summary>
    public void Add(LabelBlock next) => Add(next, (_, category) => category, @class => @class);

    /// <summary>Adds rows whose categories and classes have other numbers there.</summary>
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
