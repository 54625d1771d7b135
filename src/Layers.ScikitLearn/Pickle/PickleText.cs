using System.Globalization;
using System.Text;

namespace Layers.ScikitLearn;

/// <summary>Reads texts in the formats of protocols 0 and 1.</summary>
internal static class PickleText
{
    /// <summary>Reads bytes of Python 2; each byte becomes a character.</summary>
    public static string Latin1(ReadOnlyMemory<byte> bytes) => Encoding.Latin1.GetString(bytes.Span);

    /// <summary>Reads a text of Python in which characters beyond 255, line ends and backslashes are written as <c>\u</c> or <c>\U</c> with
    /// their number.</summary>
    public static string Unescaped(string line, PickleSource source)
    {
        var text = new StringBuilder(line.Length);
        for (var i = 0; i < line.Length; i++)
        {
            var digits = line[i] == '\\' && i + 1 < line.Length ? line[i + 1] switch { 'u' => 4, 'U' => 8, _ => 0 } : 0;
            if (digits == 0)
            {
                text.Append(line[i]);
                continue;
            }
            text.Append(Character(line, i + 2, digits, source));
            i += 1 + digits;
        }
        return text.ToString();
    }

    /// <summary>Reads a quoted text of bytes, as Python 2 prints it.</summary>
    public static string Unquoted(string line, PickleSource source)
    {
        if (line.Length < 2 || line[0] != line[^1] || line[0] is not ('\'' or '"')) throw Throw.Damaged(source, "a text is not in quotes");
        var quoted = line.AsSpan(1, line.Length - 2);
        var text = new StringBuilder(quoted.Length);
        for (var i = 0; i < quoted.Length; i++)
        {
            if (quoted[i] != '\\')
            {
                text.Append(quoted[i]);
                continue;
            }
            if (++i == quoted.Length) throw Throw.Damaged(source, "a text ends within a character");
            if (quoted[i] == 'x')
            {
                text.Append(Character(line, i + 2, 2, source));
                i += 2;
            }
            else text.Append(Escaped(quoted[i], source));
        }
        return text.ToString();
    }

    private static char Escaped(char letter, PickleSource source) => letter switch
    {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        '\\' or '\'' or '"' => letter,
        _ => throw Throw.Damaged(source, "a text has an unknown escape"),
    };

    private static string Character(string line, int from, int digits, PickleSource source)
    {
        if (from + digits > line.Length
            || !uint.TryParse(line.AsSpan(from, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || code > 0x10FFFF)
            throw Throw.Damaged(source, "a text has an escape that is no character");
        // Python 2 wrote a character beyond 16 bits as a surrogate pair.
        return code <= char.MaxValue ? ((char)code).ToString() : new Rune(code).ToString();
    }
}
