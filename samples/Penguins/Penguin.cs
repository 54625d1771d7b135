using Layers;

namespace Penguins;

/// <summary>A penguin as a type of this program; a value that may be missing is nullable.</summary>
[Features]
public partial record Penguin(
    string Island,
    string? Sex,
    [Feature("Beak Length (mm)")] float? BeakLength,
    [Feature("Beak Depth (mm)")] float? BeakDepth,
    [Feature("Flipper Length (mm)")] float? FlipperLength,
    [Feature("Body Mass (g)")] float? BodyMass);
