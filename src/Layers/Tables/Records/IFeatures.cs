namespace Layers;

/// <summary>A record whose properties are columns of a model: what <c>[Features]</c> writes for a type, and what a type may also implement
/// by hand.</summary>
/// <example><code>
/// public sealed class Penguin(string island, float? mass) : IFeatures
/// {
///     private static readonly string[] s_columns = ["Island", "Body Mass (g)"];
///
///     public IReadOnlyList&lt;string> Columns => s_columns;
///
///     public void Write(ref FeatureWriter row)
///     {
///         row.Write(island);
///         row.Write(mass);
///     }
/// }
/// </code></example>
public interface IFeatures
{
    /// <summary>The names of the columns. Give the same list each time, so that the names are looked up once.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>Writes the values of a record, one for each of <see cref="Columns"/>, in their order.</summary>
    /// <param name="row">Where they go.</param>
    void Write(ref FeatureWriter row);
}
