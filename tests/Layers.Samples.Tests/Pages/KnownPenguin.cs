namespace Layers.Samples.Tests.Pages;

/// <summary>The record with a known label in docs/record-types.md.</summary>
#region record
[Features]
public sealed partial record KnownPenguin(string Island, string? Sex, float? BodyMass, string Species) : Penguin(Island, Sex, BodyMass);
#endregion
