using System.Buffers;
using System.Text;

namespace Layers;

/// <summary>Creates names that TensorFlow accepts for scopes (layers) and for nodes.</summary>
/// <remarks>If a layer's name has another character, Keras on TensorFlow opens the file but cannot call the model.</remarks>
internal static class SafeNames
{
    private static readonly SearchValues<char> s_safe =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.\\>-");

    /// <summary>Whether TensorFlow accepts a name.</summary>
    public static bool IsSafe(string name) =>
        !name.AsSpan().ContainsAnyExcept(s_safe) && (char.IsAsciiLetterOrDigit(name[0]) || name[0] == '.');

    /// <summary>Returns a similar name that TensorFlow accepts: each run of other characters becomes one <c>_</c>.</summary>
    public static string Of(string name)
    {
        var safe = new StringBuilder(name.Length);
        foreach (var letter in name)
        {
            if (s_safe.Contains(letter)) safe.Append(letter);
            else if (safe.Length == 0 || safe[^1] != '_') safe.Append('_');
        }
        return safe.ToString().TrimEnd('_').TrimStart('_', '\\', '>', '-') is { Length: > 0 } trimmed ? trimmed : "column";
    }

    /// <summary>Returns a similar name for a node, without <c>\</c> and <c>&gt;</c>: TensorFlow's library opens no file with these
    /// characters in the names of nodes.</summary>
    public static string OfNode(string name) => Of(name).Replace('\\', '_').Replace('>', '_');

    /// <summary>Returns the name, with a number appended if the name is taken.</summary>
    public static string Free(string name, IReadOnlySet<string> taken)
    {
        var free = name;
        for (var number = 1; taken.Contains(free); number++) free = $"{name}_{number}";
        return free;
    }
}
