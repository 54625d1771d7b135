namespace Layers.Generators;

/// <summary>A value of an enum.</summary>
/// <param name="Value">The number, as code says it.</param>
/// <param name="Name">The name.</param>
internal sealed record EnumMember(string Value, string Name);
