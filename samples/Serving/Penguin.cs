using Layers;

namespace Serving;

#region record
/// <summary>A record as programs have it; the columns of the model go by the names of the attributes.</summary>
[Features]
public partial record Penguin(
    string Island,
    string? Sex,
    [Feature("Beak Length (mm)")] float? BeakLength,
    [Feature("Beak Depth (mm)")] float? BeakDepth,
    [Feature("Flipper Length (mm)")] float? FlipperLength,
    [Feature("Body Mass (g)")] float? BodyMass);
#endregion
