using Layers;

namespace Serving;

#region record
/// <summary>A record of the model. The attributes give the names of the model's columns.</summary>
[Features]
public partial record Penguin(
    string Island,
    string? Sex,
    [Feature("Beak Length (mm)")] float? BeakLength,
    [Feature("Beak Depth (mm)")] float? BeakDepth,
    [Feature("Flipper Length (mm)")] float? FlipperLength,
    [Feature("Body Mass (g)")] float? BodyMass);
#endregion
