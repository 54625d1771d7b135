using Layers;

namespace Aot;

/// <summary>A record of the model. A source generator writes its columns, so that it needs no reflection and survives trimming.</summary>
[Features]
public partial record Penguin(string Island, string? Sex, [Feature("Body Mass (g)")] float? BodyMass);
