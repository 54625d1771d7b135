namespace Layers.ScikitLearn;

/// <summary>Names of columns as names of layers, which have no <c>/</c> and are not empty.</summary>
internal static class SafeName
{
    /// <summary>The name of an input for a column.</summary>
    /// <param name="column">What the column is called.</param>
    /// <param name="place">Its place, for one without a name.</param>
    public static string Of(string column, int place) => column.Length == 0 ? $"x{Throw.Invariant(place)}" : column.Replace('/', '_');
}
