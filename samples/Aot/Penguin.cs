using Layers;

namespace Aot;

/// <summary>A record. The source generator writes its members, so that it needs no reflection and nothing is trimmed away.</summary>
[Features]
public partial record Penguin(string Island, string? Sex, [Feature("Body Mass (g)")] float? BodyMass);
