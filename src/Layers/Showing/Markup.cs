using System.Text;

namespace Layers;

/// <summary>Writes HTML and SVG that are also well-formed XML: every element is closed, and the names and texts of models and data are
/// escaped.</summary>
internal sealed class Markup
{
    private readonly StringBuilder _text = new();
    private readonly Stack<string> _open = new();

    /// <summary>Begins an element.</summary>
    /// <param name="tag">The name of the element.</param>
    /// <param name="attributes">The attributes. An attribute whose value is null is left out.</param>
    public Markup Open(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Begin(tag, attributes);
        _text.Append('>');
        _open.Push(tag);
        return this;
    }

    /// <summary>Ends the innermost open element.</summary>
    public Markup Close()
    {
        _text.Append("</").Append(_open.Pop()).Append('>');
        return this;
    }

    /// <summary>Writes an element without content.</summary>
    public Markup Empty(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Begin(tag, attributes);
        _text.Append("/>");
        return this;
    }

    /// <summary>Writes an element with a text.</summary>
    public Markup Element(string tag, string text, params ReadOnlySpan<(string Name, string? Value)> attributes) =>
        Open(tag, attributes).Text(text).Close();

    /// <summary>Writes a text.</summary>
    public Markup Text(string text)
    {
        Escape(text);
        return this;
    }

    /// <summary>Ends a line, so that the file is readable.</summary>
    public Markup Line()
    {
        _text.Append('\n');
        return this;
    }

    /// <summary>Writes markup of this library without escapes. A text of a model or of data never goes here.</summary>
    public Markup Constant(string markup)
    {
        _text.Append(markup);
        return this;
    }

    /// <summary>Returns the markup.</summary>
    public override string ToString() => _text.ToString();

    private void Begin(string tag, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        _text.Append('<').Append(tag);
        foreach (var (name, value) in attributes)
        {
            if (value is null) continue;
            _text.Append(' ').Append(name).Append("=\"");
            Escape(value);
            _text.Append('"');
        }
    }

    private void Escape(string text)
    {
        Span<char> units = stackalloc char[2];
        foreach (var rune in text.EnumerateRunes())
            switch (rune.Value)
            {
                case '&': _text.Append("&amp;"); break;
                case '<': _text.Append("&lt;"); break;
                case '>': _text.Append("&gt;"); break;
                case '"': _text.Append("&quot;"); break;
                // XML has no other control characters, not even escaped.
                case (< ' ' and not ('\t' or '\n' or '\r')) or (>= 0x7F and < 0xA0) or 0xFFFE or 0xFFFF: _text.Append('\uFFFD'); break;
                default: _text.Append(units[..rune.EncodeToUtf16(units)]); break;
            }
    }
}
