using System.Globalization;

namespace Layers;

/// <summary>The rows that a caller gave before those at hand, for messages: rows are counted as the caller counts them.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="InBatches">Whether they were other batches, so that a row is told by its place in its own; otherwise all were given
/// together.</param>
internal readonly record struct RowsBefore(long Count, bool InBatches)
{
    /// <summary>With rows that were at hand, once others are.</summary>
    /// <param name="rows">How many.</param>
    public RowsBefore And(long rows) => this with { Count = Count + rows };

    /// <summary>Which row one at hand is.</summary>
    /// <param name="row">From 0.</param>
    public string Place(long row)
    {
        if (!InBatches) row += Count;
        return string.Create(CultureInfo.InvariantCulture, $"row {row}{(InBatches && Count > 0 ? string.Create(CultureInfo.InvariantCulture, $" of this batch ({Count:N0} rows came before it)") : "")}");
    }
}
