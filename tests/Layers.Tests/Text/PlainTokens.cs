using System.Text;

namespace Layers.Tests;

/// <summary>A straightforward conversion of texts to indices: the code points of the text's UTF-8 form, one step after the other.</summary>
internal static class PlainTokens
{
    public static long[][] Indices(string[] texts, TextStandardization standardize, TextSplit split, int[] ngrams, string[] vocabulary)
    {
        long[][] rows = [.. texts.Select(text => Tokens(text, standardize, split, ngrams)
            .Select(token => Array.IndexOf(vocabulary, token) is >= 0 and var at ? at + 2L : 1).ToArray())];
        var longest = rows.Max(row => row.Length);
        return [.. rows.Select(row => row.Concat(new long[longest - row.Length]).ToArray())];
    }

    public static int Count(string text, TextStandardization standardize, TextSplit split, int[] ngrams) =>
        Tokens(text, standardize, split, ngrams).Count();

    private static IEnumerable<string> Tokens(string text, TextStandardization standardize, TextSplit split, int[] ngrams)
    {
        var runes = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).EnumerateRunes().AsEnumerable();
        if (standardize is TextStandardization.Lower or TextStandardization.LowerAndStripPunctuation)
            runes = runes.Select(rune => rune.Value is >= 'A' and <= 'Z' ? new Rune(rune.Value + 32) : rune);
        if (standardize is TextStandardization.StripPunctuation or TextStandardization.LowerAndStripPunctuation)
            runes = runes.Where(rune => rune.Value is not (> 32 and < 48 or > 57 and < 65 or > 90 and < 97 or > 122 and < 127));
        string[] words = split == TextSplit.Character
            ? [.. runes.Select(rune => rune.ToString())]
            : string.Concat(runes).Split([' ', '\t', '\n', '\v', '\f', '\r'], StringSplitOptions.RemoveEmptyEntries);
        return ngrams.SelectMany(width => Enumerable.Range(0, Math.Max(0, words.Length - width + 1))
            .Select(first => string.Join(' ', words.Skip(first).Take(width))));
    }
}
