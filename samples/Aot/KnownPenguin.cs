using Layers;

namespace Aot;

/// <summary>A penguin whose species is known, to learn from.</summary>
[Features]
public sealed partial record KnownPenguin(string Island, string? Sex, float? BodyMass, string Species) : Penguin(Island, Sex, BodyMass);
