namespace Layers;

/// <summary>Paddings by Keras's names. Like Keras, this class ignores case.</summary>
internal static class Paddings
{
    private static readonly string[] s_names = ["valid", "same", "causal"];

    public static string Name(Padding padding) => s_names[(int)padding];

    public static Padding Parse(string? name, string owner, string key) =>
        name is null ? Padding.Valid
        : Array.FindIndex(s_names, known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) is >= 0 and var index ? (Padding)index
        : throw Throw.UnknownName(owner, key, "padding", name, s_names);
}
