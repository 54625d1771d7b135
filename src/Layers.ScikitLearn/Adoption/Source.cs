namespace Layers.ScikitLearn;

/// <summary>The source of a column: a result of a part, or a column of the data.</summary>
/// <param name="Part">The part; null for a column of the data.</param>
/// <param name="Place">The index of the part's result, from 0.</param>
/// <param name="Column">The column of the data; null for a result.</param>
internal readonly record struct Source(Part? Part, int Place, string? Column)
{
    public static Source Raw(string column) => new(null, 0, column);

    public static Source Of(Part part, int place) => new(part, place, null);
}
