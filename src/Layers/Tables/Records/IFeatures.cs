namespace Layers;

/// <summary>A record whose properties are columns of a model. The source generator implements the interface for a type with
/// <c>[Features]</c>; a type can also implement it by hand.</summary>
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
    /// <summary>The names of the columns. Return the same list each time, so that the names are looked up only once.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>Writes the values of a record, one for each of <see cref="Columns"/>, in their order.</summary>
    /// <param name="row">The writer that receives the values.</param>
    void Write(ref FeatureWriter row);
}
