using Layers;

namespace Penguins;

/// <summary>A penguin as a record of the model. A missing value is null.</summary>
[Features]
public partial record Penguin(
    string Island,
    string? Sex,
    [Feature("Beak Length (mm)")] float? BeakLength,
    [Feature("Beak Depth (mm)")] float? BeakDepth,
    [Feature("Flipper Length (mm)")] float? FlipperLength,
    [Feature("Body Mass (g)")] float? BodyMass);
