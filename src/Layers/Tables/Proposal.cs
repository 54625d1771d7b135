using System.Collections;
using System.Text;

namespace Layers;

/// <summary>The result of <see cref="FeatureSpace.Propose"/>: a printable table with the layers of each column and the reason.
/// <c>Replace</c>, <c>Remove</c> and <c>Add</c> of the space change it.</summary>
public sealed class Proposal : IReadOnlyList<ProposedColumn>
{
    private readonly List<ProposedColumn> _columns;

    internal Proposal(IEnumerable<ProposedColumn> columns) => _columns = [.. columns];

    /// <summary>The number of columns, including those that are left out.</summary>
    public int Count => _columns.Count;

    /// <summary>A column, by its position in the source.</summary>
    /// <param name="index">The position, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is not from 0 to <see cref="Count"/> − 1.</exception>
    public ProposedColumn this[int index] => _columns[index];

    /// <summary>Returns the columns in the order of the source.</summary>
    public IEnumerator<ProposedColumn> GetEnumerator() => _columns.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Returns a line for each column: its name, its layers, and the reason.</summary>
    public override string ToString()
    {
        string[][] rows = [["column", "layers", "why"],
            .. _columns.Select(column => new[] { column.Column, column.IsLeftOut ? "left out" : column.Layers, column.Reason })];
        int[] widths = [.. Enumerable.Range(0, 2).Select(i => rows.Max(row => row[i].Length))];
        var text = new StringBuilder();
        foreach (var row in rows)
            text.Append(text.Length == 0 ? "" : "\n").Append(row[0].PadRight(widths[0])).Append(" | ").Append(row[1].PadRight(widths[1]))
                .Append(" | ").Append(row[2]);
        return text.ToString();
    }

    /// <summary>Records a change that the caller made to columns.</summary>
    internal void Change(IEnumerable<string> columns, Feature? by, string reason)
    {
        foreach (var column in columns)
        {
            var changed = new ProposedColumn(column, by is null ? "" : LayersOf(by), reason);
            var place = _columns.FindIndex(known => known.Column == column);
            if (place < 0) _columns.Add(changed);
            else _columns[place] = changed;
        }
    }

    /// <summary>Returns the layers of a feature as they appear in the table.</summary>
    internal static string LayersOf(Feature feature) => feature.LayersText + (feature.IsOneHot ? ", one-hot" : "");
}
