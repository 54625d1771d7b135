using System.Security.Cryptography;

namespace Layers.AspNetCore;

/// <summary>Loads models from files that may be replaced at any time.</summary>
internal static class ModelLoader
{
    // A file that is written to again and again is no file that is replaced as a whole.
    private const int MostTries = 3;

    /// <summary>Loads a model, unless it is the one that is loaded already.</summary>
    /// <param name="path">The file.</param>
    /// <param name="known">The version that is loaded; null for none.</param>
    /// <returns>The model, and the SHA-256 of exactly the bytes that it was read from; no model where the version is the known
    /// one.</returns>
    /// <exception cref="IOException">The file cannot be read, or is written to while it is read.</exception>
    /// <exception cref="InvalidDataException">It is no model, or damaged.</exception>
    public static (Model? Model, string Version) Load(string path, string? known)
    {
        if (Directory.Exists(path)) throw Throw.IsFolder(path);
        if (!File.Exists(path)) throw Throw.NoFile(path);
        for (var tries = 1; ; tries++)
        {
            // A pipe or a device has no length, and is not opened to find that out.
            RegularFile.Open(path, isModel: true).Dispose();
            // Whoever replaces the file may do so while it is open here; then this is still the old one, whole.
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var version = HashOf(file);
            if (version == known) return (null, version);
            var (model, fault) = TryRead(path, file);
            // What is written to in place may have been another file while it was hashed than while it was read.
            if (HashOf(file) == version) return (model ?? throw fault!, version);
            model?.Dispose();
            if (tries == MostTries) throw Throw.KeepsChanging(path);
        }
    }

    private static (Model?, Exception?) TryRead(string path, FileStream file)
    {
        try
        {
            file.Position = 0;
            return (KerasFile.Read(path, file), null);
        }
        catch (Exception fault)
        {
            return (null, fault);
        }
    }

    private static string HashOf(FileStream file)
    {
        file.Position = 0;
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
