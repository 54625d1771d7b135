using System.Text;

namespace Layers;

/// <summary>Writes HTML and SVG that are well-formed XML as well: every element is closed, and whatever comes from a model or from data is
/// text.</summary>
internal sealed class Markup
{
    private readonly StringBuilder _text = new();
    private readonly Stack<string> _open = new();

    /// <summary>Begins an element.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="attributes">Its attributes; one whose value is null is left out.</param>
    public Markup Open(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Begin(tag, attributes);
        _text.Append('>');
        _open.Push(tag);
        return this;
    }

    /// <summary>Ends the element that was begun last.</summary>
    public Markup Close()
    {
        _text.Append("</").Append(_open.Pop()).Append('>');
        return this;
    }

    /// <summary>An element without content.</summary>
    public Markup Empty(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Begin(tag, attributes);
        _text.Append("/>");
        return this;
    }

    /// <summary>An element with a text.</summary>
    public Markup Element(string tag, string text, params ReadOnlySpan<(string Name, string? Value)> attributes) =>
        Open(tag, attributes).Text(text).Close();

    /// <summary>A text.</summary>
    public Markup Text(string text)
    {
        Escape(text);
        return this;
    }

    /// <summary>Ends a line, so that the file can be read.</summary>
    public Markup Line()
    {
        _text.Append('\n');
        return this;
    }

    /// <summary>Something that this library wrote itself, as it is: never a text of a model or of data.</summary>
    public Markup Constant(string markup)
    {
        _text.Append(markup);
        return this;
    }

    /// <summary>All that was written.</summary>
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
