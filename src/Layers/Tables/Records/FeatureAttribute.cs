namespace Layers;

/// <summary>Says how a property of a type with <see cref="FeaturesAttribute"/> is called as a column, or that it is none. It may stand on a
/// property or on the parameter of a record.</summary>
/// <example><code>
/// [Features]
/// public partial record Penguin(string Island, [Feature("Body Mass (g)")] float? BodyMass, [Feature(Ignore = true)] string Note);
/// </code></example>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class FeatureAttribute : Attribute
{
    /// <summary>Settings of a column that is called what its property is called.</summary>
    public FeatureAttribute()
    {
    }

    /// <summary>The name of a column.</summary>
    /// <param name="name">As the model knows it; names match exactly.</param>
    public FeatureAttribute(string name) => Name = name;

    /// <summary>The name of the column; <see langword="null"/> for that of the property.</summary>
    public string? Name { get; }

    /// <summary>Whether the property is left out; default false.</summary>
    public bool Ignore { get; set; }
}
