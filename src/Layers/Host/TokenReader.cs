using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layers;

/// <summary>Reads the tokens of one text after another into a reused buffer, without allocating strings. Not thread-safe.</summary>
/// <remarks>The buffer has the tokens of a text with one space between them, so an n-gram is a slice of the buffer as well.</remarks>
internal sealed class TokenReader(Tokenizer tokenizer)
{
    private char[] _text = new char[256];
    private (int Start, int End)[] _words = new (int, int)[32];
    private int _used;
    private int _count;

    /// <summary>The number of tokens, not counting n-grams.</summary>
    public int Words => _count;

    /// <summary>The number of n-grams of all sizes that the tokenizer has; a single token is an n-gram of size 1.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            foreach (var width in tokenizer.Widths) count += Math.Max(0, _count - width + 1);
            return count;
        }
    }

    /// <summary>Returns an n-gram: adjacent tokens joined by one space.</summary>
    /// <param name="first">The index of the first token.</param>
    /// <param name="width">The number of tokens.</param>
    public ReadOnlySpan<char> this[int first, int width] => _text.AsSpan(_words[first].Start.._words[first + width - 1].End);

    /// <summary>Reads a text, which the tokenizer splits.</summary>
    public void Read(string text)
    {
        (_used, _count) = (0, 0);
        Add(text);
    }

    /// <summary>Reads several texts, each of which is a token or is split.</summary>
    public void Read(ReadOnlySpan<string> texts)
    {
        (_used, _count) = (0, 0);
        foreach (var text in texts) Add(text);
    }

    private void Add(string text)
    {
        // In the worst case, each character is a token, followed by a space.
        var most = checked(_used + 2 * text.Length + 1);
        if (_text.Length < most) Array.Resize(ref _text, Math.Max(most, 2 * _text.Length));
        switch (tokenizer.Split)
        {
            case "whitespace":
                Split(text);
                break;
            case "character":
                Characters(text);
                break;
            default:
                Whole(text);
                break;
        }
    }

    private void Split(string text)
    {
        var map = tokenizer.Map;
        ref var to = ref MemoryMarshal.GetArrayDataReference(_text);
        var (n, start) = (_used, _used);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c < map.Length)
            {
                var mapped = map[c];
                if (mapped < map.Length)
                {
                    Unsafe.Add(ref to, n++) = (char)mapped;
                    continue;
                }
                if (mapped == Tokenizer.Nothing || n == start) continue;
                n = start = Close(start, n);
                continue;
            }
            Unsafe.Add(ref to, n++) = char.IsSurrogate(c) ? Half(text, i) : c;
        }
        if (n > start) n = Close(start, n);
        _used = n;
    }

    private void Characters(string text)
    {
        var map = tokenizer.Map;
        var n = _used;
        for (var i = 0; i < text.Length; i++)
        {
            var (c, start) = (text[i], n);
            if (c < map.Length)
            {
                if (map[c] == Tokenizer.Nothing) continue;
                _text[n++] = (char)map[c];
            }
            else if (char.IsHighSurrogate(c) && Half(text, i) == c)
            {
                _text[n++] = c;
                _text[n++] = text[++i];
            }
            else _text[n++] = char.IsSurrogate(c) ? '\uFFFD' : c;
            n = Close(start, n);
        }
        _used = n;
    }

    private void Whole(string text)
    {
        var map = tokenizer.Map;
        var (n, start) = (_used, _used);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c >= map.Length) _text[n++] = char.IsSurrogate(c) ? Half(text, i) : c;
            else if (map[c] != Tokenizer.Nothing) _text[n++] = (char)map[c];
        }
        _used = Close(start, n);
    }

    private int Close(int start, int end)
    {
        if (_count == _words.Length) Array.Resize(ref _words, 2 * _count);
        _words[_count++] = (start, end);
        _text[end] = ' ';
        return end + 1;
    }

    // Returns half of a surrogate pair unchanged if the other half is next to it, and U+FFFD otherwise, as in UTF-8.
    private static char Half(string text, int i) =>
        char.IsHighSurrogate(text[i]) ? i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? text[i] : '\uFFFD'
        : i > 0 && char.IsHighSurrogate(text[i - 1]) ? text[i] : '\uFFFD';
}
