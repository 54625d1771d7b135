namespace Layers;

/// <summary>The formatter of objects that implement <see cref="IShown"/>. .NET Interactive finds its members by their names.</summary>
internal sealed class HtmlFormatter
{
    public const string Html = "text/html";

    public string MimeType => Html;

    /// <summary>Writes an object.</summary>
    /// <returns>Whether the object was written.</returns>
    public bool Format(object instance, TextWriter writer)
    {
        if (instance is not IShown shown) return false;
        writer.Write(Fragment.Of(shown));
        return true;
    }
}
