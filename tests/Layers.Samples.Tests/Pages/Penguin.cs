namespace Layers.Samples.Tests.Pages;

/// <summary>A record as docs/record-types.md shows it.</summary>
#region record
[Features]
public partial record Penguin(string Island, string? Sex, [Feature("Body Mass (g)")] float? BodyMass);
#endregion
