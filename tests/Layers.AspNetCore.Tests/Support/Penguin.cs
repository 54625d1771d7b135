namespace Layers.AspNetCore.Tests;

/// <summary>A record for the penguin model.</summary>
[Features]
internal sealed partial record Penguin(string Island, string? Sex, [Feature("Body Mass (g)")] float? BodyMass);
