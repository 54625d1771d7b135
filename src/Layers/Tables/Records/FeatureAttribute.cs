namespace Layers;

/// <summary>Sets the column name of a property of a type with <see cref="FeaturesAttribute"/>, or excludes the property. The attribute can
/// be on a property or on the parameter of a record.</summary>
/// <example><code>
/// [Features]
/// public partial record Penguin(string Island, [Feature("Body Mass (g)")] float? BodyMass, [Feature(Ignore = true)] string Note);
/// </code></example>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class FeatureAttribute : Attribute
{
    /// <summary>Creates settings for a column that has the name of its property.</summary>
    public FeatureAttribute()
    {
    }

    /// <summary>Creates settings for a column with a given name.</summary>
    /// <param name="name">The name in the model; names match exactly.</param>
    public FeatureAttribute(string name) => Name = name;

    /// <summary>The name of the column; <see langword="null"/> for the name of the property.</summary>
    public string? Name { get; }

    /// <summary>Whether the property is left out; default false.</summary>
    public bool Ignore { get; set; }
}
