namespace Layers;

/// <summary>The source of formatters that <see cref="TypeFormatterSourceAttribute"/> names.</summary>
internal sealed class HtmlFormatterSource
{
    /// <summary>Returns the formatters. .NET Interactive calls it by its name.</summary>
    public IEnumerable<object> CreateTypeFormatters() => [new HtmlFormatter()];
}
