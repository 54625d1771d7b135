namespace Layers.Cli;

/// <summary>A setting that differs.</summary>
/// <param name="Layer">The layer's name; blank for the model itself.</param>
/// <param name="Setting">The setting, in Keras's word; <c>layer</c> where only one model has the layer.</param>
/// <param name="First">What it is in the first model, as JSON; null where it is not there.</param>
/// <param name="Second">What it is in the second.</param>
internal sealed record SettingDifference(string Layer, string Setting, string? First, string? Second);
