namespace Layers.Generators;

/// <summary>A value of an enum.</summary>
/// <param name="Value">The number, as a C# literal.</param>
/// <param name="Name">The name.</param>
internal sealed record EnumMember(string Value, string Name);
