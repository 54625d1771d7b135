namespace Layers.Generators;

/// <summary>A property that is a column.</summary>
/// <param name="Name">The name of the column.</param>
/// <param name="Property">The name of the property, as an identifier in code.</param>
/// <param name="IsNullable">Whether the property is an enum that may be null.</param>
/// <param name="Enum">The full name of the enum; null for other types.</param>
/// <param name="Members">The values of the enum and their names; if two names have the same value, the first.</param>
internal sealed record FeatureColumn(string Name, string Property, bool IsNullable, string? Enum, EquatableList<EnumMember> Members);
