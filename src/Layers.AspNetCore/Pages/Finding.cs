namespace Layers.AspNetCore;

/// <summary>Something in a row that is unlike training.</summary>
/// <param name="Column">The column that it is in; null where it is in something that layers make of columns.</param>
/// <param name="Text">What it is, as a sentence.</param>
internal sealed record Finding(string? Column, string Text);
