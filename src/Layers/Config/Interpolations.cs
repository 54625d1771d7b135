namespace Layers;

/// <summary>Interpolations by Keras's names.</summary>
internal static class Interpolations
{
    private static readonly string[] s_names = ["nearest", "bilinear", "bicubic", "lanczos3", "lanczos5", "area"];

    public static string Name(Interpolation interpolation) => s_names[(int)interpolation];

    public static Interpolation Parse(string? name, string owner, string key) =>
        name is null ? Interpolation.Nearest
        : Array.FindIndex(s_names, known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) is >= 0 and var index
            ? (Interpolation)index
        : throw Throw.UnknownName(owner, key, "interpolation", name, s_names);
}
