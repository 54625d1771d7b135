using System.Security.Cryptography;

namespace Layers.ScikitLearn;

/// <summary>The folder of a model's file, with the fitted objects.</summary>
internal sealed class BesideModel(string model)
{
    // The usual extensions of pickles; a column of a table seldom ends in one.
    private static readonly string[] s_endings = [".pkl", ".pickle", ".joblib", ".pck", ".sav"];
    private static readonly string[] s_compressed = [".gz", ".bz2", ".xz", ".lzma", ".zlib", ".z"];

    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(model)) ?? "";

    public bool Has(string file) => File.Exists(PathOf(file));

    /// <summary>Returns whether a name has the extension of a pickle.</summary>
    public static bool IsPickleName(string name)
    {
        var ending = Path.GetExtension(name);
        if (s_compressed.Contains(ending, StringComparer.OrdinalIgnoreCase)) ending = Path.GetExtension(name[..^ending.Length]);
        return s_endings.Contains(ending, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Reads a fitted object.</summary>
    public Part Read(string file, IReadOnlyList<string>? columns = null, IReadOnlyList<string>? outputs = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        if (!Has(file)) throw Throw.NoSuchPickle(file, _folder, Pickles());
        if (columns is not null) Throw.Names(columns, nameof(columns));
        if (outputs is not null) Throw.Names(outputs, nameof(outputs));
        var path = PathOf(file);
        var fitted = ScikitLearnFile.Read(path).Fitted();
        var content = fitted.Release is { } release ? $"{fitted.ClassName} of scikit-learn {release}" : fitted.ClassName;
        return new Part(file, fitted, columns, outputs, new SourceFile(file, content, Hash(path)));
    }

    /// <summary>Returns the SHA-256 of a file, in hexadecimal.</summary>
    public static string Hash(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private string PathOf(string file) => Path.Combine(_folder, file);

    private string[] Pickles() => Directory.Exists(_folder)
        ? [.. Directory.EnumerateFiles(_folder).Select(Path.GetFileName).OfType<string>().Where(IsPickleName).Order(StringComparer.Ordinal)]
        : [];
}
