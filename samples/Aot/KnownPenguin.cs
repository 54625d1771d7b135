using Layers;

namespace Aot;

/// <summary>A penguin of known species, for training.</summary>
[Features]
public sealed partial record KnownPenguin(string Island, string? Sex, float? BodyMass, string Species) : Penguin(Island, Sex, BodyMass);
