using System.Text;

namespace Layers;

/// <summary>Class names as Keras spells them in layer names and archive paths: <c>PReLU</c> is <c>p_re_lu</c>.</summary>
internal static class SnakeCase
{
    public static string Of(string name)
    {
        var result = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (!char.IsLetterOrDigit(c) && c != '_') continue;
            // A word starts at a capital that follows a small letter or digit, or that is itself followed by small letters.
            var starts = char.IsUpper(c) && i > 0
                && (StartsWord(name, i) || char.IsLower(name[i - 1])
                || (char.IsDigit(name[i - 1]) && i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (starts && result.Length > 0 && result[^1] != '_') result.Append('_');
            result.Append(char.ToLowerInvariant(c));
        }
        return result.ToString();
    }

    private static bool StartsWord(string name, int i) => i + 1 < name.Length && char.IsLower(name[i + 1]);
}
