using System.Buffers;
using System.Text;

namespace Layers;

/// <summary>Names of layers that TensorFlow takes for a scope, and names that it takes for a node.</summary>
/// <remarks>With another character in a layer's name, Keras opens the file on TensorFlow and cannot call the model.</remarks>
internal static class SafeNames
{
    private static readonly SearchValues<char> s_safe = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.\\>-");

    /// <summary>Whether TensorFlow takes a name.</summary>
    public static bool IsSafe(string name) => !name.AsSpan().ContainsAnyExcept(s_safe) && (char.IsAsciiLetterOrDigit(name[0]) || name[0] == '.');

    /// <summary>A name like another that TensorFlow takes: each run of other characters is one <c>_</c>.</summary>
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

    /// <summary>The same for a node, whose name has neither <c>\</c> nor <c>&gt;</c>: TensorFlow's library opens no file with such
    /// nodes.</summary>
    public static string OfNode(string name) => Of(name).Replace('\\', '_').Replace('>', '_');

    /// <summary>The name itself, or with the first number behind it with which it is free.</summary>
    public static string Free(string name, IReadOnlySet<string> taken)
    {
        var free = name;
        for (var number = 1; taken.Contains(free); number++) free = $"{name}_{number}";
        return free;
    }
}
