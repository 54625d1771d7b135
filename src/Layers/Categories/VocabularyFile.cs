using System.Text;

namespace Layers;

/// <summary>Keras's file of a vocabulary: UTF-8, one word a line, the special ones first, no end of line behind the last.</summary>
internal static class VocabularyFile
{
    /// <summary>Its name.</summary>
    public const string Name = "vocabulary.txt";

    public static byte[] Write(IEnumerable<string> words) => Encoding.UTF8.GetBytes(string.Join('\n', words));

    /// <summary>The words. Python reads CR LF and CR as an end of line too, and a file may come from a Keras on Windows.</summary>
    public static string[] Read(byte[] bytes) =>
        Encoding.UTF8.GetString(bytes).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');

    /// <summary>The first word that a release of Keras reads otherwise than it was written; null where there is none.</summary>
    /// <remarks>Releases to 3.12 split what Python read at LF; later ones split at whatever <c>str.splitlines</c> takes for an end of line,
    /// and drop empty words at the end.</remarks>
    public static string? Lost(IReadOnlyList<string> words)
    {
        foreach (var word in words)
            if (word.AsSpan().IndexOfAny("\n\r\v\f\u001C\u001D\u001E\u0085\u2028\u2029") >= 0) return word;
        return words is [.., ""] ? "" : null;
    }
}
