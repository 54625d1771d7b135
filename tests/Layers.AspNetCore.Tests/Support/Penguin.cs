namespace Layers.AspNetCore.Tests;

/// <summary>A record of the model of penguins.</summary>
[Features]
internal sealed partial record Penguin(string Island, string? Sex, [Feature("Body Mass (g)")] float? BodyMass);
