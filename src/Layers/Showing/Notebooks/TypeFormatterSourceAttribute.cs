namespace Layers;

/// <summary>Names the class that shows a type in a notebook. .NET Interactive finds an attribute of this name in any assembly, so no
/// package is needed.</summary>
/// <param name="formatterSourceType">The class, with a constructor without parameters and a method <c>CreateTypeFormatters</c>.</param>
/// <remarks>Source: <see href="https://github.com/dotnet/interactive/blob/main/docs/formatting.md"/>.</remarks>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>The preferred MIME types.</summary>
    public string[] PreferredMimeTypes { get; init; } = [HtmlFormatter.Html];
}
