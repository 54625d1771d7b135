namespace Layers.Generators;

/// <summary>A property that is a column.</summary>
/// <param name="Name">Of the column.</param>
/// <param name="Property">As code says it.</param>
/// <param name="IsNullable">Whether an enum may be null.</param>
/// <param name="Enum">Of an enum, its full name; else null.</param>
/// <param name="Members">Of an enum, its values and their names; of two names of one value the first.</param>
internal sealed record FeatureColumn(string Name, string Property, bool IsNullable, string? Enum, EquatableList<EnumMember> Members);
