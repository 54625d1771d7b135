using System.Text;

namespace Layers;

/// <summary>Keras's vocabulary file: UTF-8, one word a line, special tokens first, without a line break after the last word.</summary>
internal static class VocabularyFile
{
    /// <summary>The name of the file.</summary>
    public const string Name = "vocabulary.txt";

    public static byte[] Write(IEnumerable<string> words) => Encoding.UTF8.GetBytes(string.Join('\n', words));

    /// <summary>Reads the words. CR LF and CR are line breaks too, as in Python, because Keras on Windows may have written the
    /// file.</summary>
    public static string[] Read(byte[] bytes) =>
        Encoding.UTF8.GetString(bytes).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');

    /// <summary>Returns the first word that some release of Keras reads differently from how it was written; null if there is
    /// none.</summary>
    /// <remarks>Python converts CR LF and CR to LF while it reads the file. Releases up to 3.12 then split the text at LF. Later releases
    /// split it at all line breaks of <c>str.splitlines</c>, and drop empty words at the end.</remarks>
    public static string? FirstLostWord(IReadOnlyList<string> words)
    {
        foreach (var word in words)
            if (word.AsSpan().IndexOfAny("\n\r\v\f\u001C\u001D\u001E\u0085\u2028\u2029") >= 0) return word;
        return words is [.., ""] ? "" : null;
    }
}
