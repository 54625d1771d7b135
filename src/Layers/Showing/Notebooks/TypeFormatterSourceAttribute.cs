namespace Layers;

/// <summary>Says what shows a type in a notebook. .NET Interactive finds an attribute of this name, whichever assembly it is in, so that no
/// package is needed.</summary>
/// <param name="formatterSourceType">A class with a constructor without parameters and a method <c>CreateTypeFormatters</c>.</param>
/// <remarks>Source: <see href="https://github.com/dotnet/interactive/blob/main/docs/formatting.md"/>.</remarks>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>What a notebook shows where it can show several.</summary>
    public string[] PreferredMimeTypes { get; init; } = [HtmlFormatter.Html];
}
