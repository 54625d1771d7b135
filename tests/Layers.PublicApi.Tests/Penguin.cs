namespace Layers.PublicApi.Tests;

/// <summary>A record as a user writes it.</summary>
[Features]
public partial record Penguin(string Island, string? Sex, [Feature("Body Mass (g)")] float? BodyMass,
    [Feature(Ignore = true)] Uri? Source = null);
