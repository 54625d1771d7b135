namespace Layers.Cli;

/// <summary>A setting that differs.</summary>
/// <param name="Layer">The layer's name; blank for the model itself.</param>
/// <param name="Setting">The name of the setting in Keras; <c>layer</c> if only one model has the layer.</param>
/// <param name="First">The value in the first model, as JSON; null if it has none.</param>
/// <param name="Second">The value in the second model.</param>
internal sealed record SettingDifference(string Layer, string Setting, string? First, string? Second);
