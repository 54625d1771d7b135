namespace Layers;

/// <summary>What <see cref="TypeFormatterSourceAttribute"/> leads to.</summary>
internal sealed class HtmlFormatterSource
{
    /// <summary>Called by .NET Interactive.</summary>
    public IEnumerable<object> CreateTypeFormatters() => [new HtmlFormatter()];
}
