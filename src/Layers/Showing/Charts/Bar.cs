namespace Layers;

/// <summary>A bar of a chart, or two bars that are compared with each other.</summary>
/// <param name="Name">The name of the bar.</param>
/// <param name="First">The length of the first bar.</param>
/// <param name="Second">The length of the second bar; NaN for none.</param>
/// <param name="Number">The number, as it is written beside the bar.</param>
/// <param name="IsNew">Whether only the second bar can exist; it is then filled.</param>
internal readonly record struct Bar(string Name, double First, double Second, string Number, bool IsNew = false);
