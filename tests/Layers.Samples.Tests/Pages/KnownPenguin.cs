namespace Layers.Samples.Tests.Pages;

/// <summary>A record whose label is known, as docs/record-types.md shows it.</summary>
#region record
[Features]
public sealed partial record KnownPenguin(string Island, string? Sex, float? BodyMass, string Species) : Penguin(Island, Sex, BodyMass);
#endregion
