using Layers;

namespace Aot;

/// <summary>A record: the generator writes what reflection would have to find out, so that nothing of it is trimmed away.</summary>
[Features]
public partial record Penguin(string Island, string? Sex, [Feature("Body Mass (g)")] float? BodyMass);
