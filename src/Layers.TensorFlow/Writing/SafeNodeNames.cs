using System.Text;

namespace Layers.TensorFlow;

/// <summary>Names that TensorFlow takes for a node: <c>[A-Za-z0-9.][A-Za-z0-9_.\\/>-]*</c>.</summary>
internal static class SafeNodeNames
{
    /// <summary>A name with an underscore for each character that a node's may not have. Scopes are left out too: a slash is one.</summary>
    /// <param name="wish">Any text.</param>
    public static string Of(string wish)
    {
        var name = new StringBuilder(wish.Length);
        foreach (var rune in wish.EnumerateRunes()) name.Append(rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value is '.' or '-') ? (char)rune.Value : '_');
        return name.Length > 0 && (char.IsAsciiLetterOrDigit(name[0]) || name[0] == '.') ? name.ToString() : "n" + name;
    }
}
