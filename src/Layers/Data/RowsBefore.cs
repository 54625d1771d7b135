using System.Globalization;

namespace Layers;

/// <summary>The rows that a caller gave before the current rows, so that messages count rows as the caller does.</summary>
/// <param name="Count">The number of rows.</param>
/// <param name="InBatches">Whether the rows were in other batches, so that messages count within a batch; otherwise all rows were given
/// together.</param>
internal readonly record struct RowsBefore(long Count, bool InBatches)
{
    /// <summary>Returns the rows before the next rows: the earlier rows and the current rows.</summary>
    /// <param name="rows">The number of the current rows.</param>
    public RowsBefore And(long rows) => this with { Count = Count + rows };

    /// <summary>Returns the position of a current row, for a message.</summary>
    /// <param name="row">The index of the row among the current ones, from 0.</param>
    public string Place(long row)
    {
        if (!InBatches) row += Count;
        var batch = InBatches && Count > 0
            ? $" of this batch ({Nouns.Of(Count, "row")} came before it)" : "";
        return string.Create(CultureInfo.InvariantCulture, $"row {row}{batch}");
    }
}
