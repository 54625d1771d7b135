namespace Layers.Samples.Tests.Pages;

/// <summary>The record in docs/record-types.md.</summary>
#region record
[Features]
public partial record Penguin(string Island, string? Sex, [Feature("Body Mass (g)")] float? BodyMass);
#endregion
