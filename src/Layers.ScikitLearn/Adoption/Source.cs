namespace Layers.ScikitLearn;

/// <summary>Where a column comes from: a result of a part, or a column of the data.</summary>
/// <param name="Part">The part; null for a column of the data.</param>
/// <param name="Place">Which of the part's results, counted from 0.</param>
/// <param name="Column">The column of the data; null for a result.</param>
internal readonly record struct Source(Part? Part, int Place, string? Column)
{
    public static Source Raw(string column) => new(null, 0, column);

    public static Source Of(Part part, int place) => new(part, place, null);
}
