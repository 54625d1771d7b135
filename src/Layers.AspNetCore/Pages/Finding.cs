namespace Layers.AspNetCore;

/// <summary>A difference between a row and the training data.</summary>
/// <param name="Column">The column; null for a feature that layers compute from columns.</param>
/// <param name="Text">The difference, as a sentence.</param>
internal sealed record Finding(string? Column, string Text);
