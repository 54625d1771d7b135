using Layers;

namespace Penguins;

/// <summary>A bird as this program has it; what may be missing may be null.</summary>
[Features]
public partial record Penguin(
    string Island,
    string? Sex,
    [Feature("Beak Length (mm)")] float? BeakLength,
    [Feature("Beak Depth (mm)")] float? BeakDepth,
    [Feature("Flipper Length (mm)")] float? FlipperLength,
    [Feature("Body Mass (g)")] float? BodyMass);
