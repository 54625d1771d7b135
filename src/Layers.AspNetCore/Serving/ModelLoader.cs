using System.Security.Cryptography;

namespace Layers.AspNetCore;

/// <summary>Loads models from files that may be replaced at any time.</summary>
internal static class ModelLoader
{
    // A file that changes on every try is written in place instead of replaced.
    private const int MostTries = 3;

    /// <summary>Loads a model, unless its version is already loaded.</summary>
    /// <param name="path">The file.</param>
    /// <param name="known">The version that is loaded; null for none.</param>
    /// <returns>The model and the SHA-256 of exactly the bytes that it was read from; the model is null if the version is the known
    /// one.</returns>
    /// <exception cref="IOException">The file cannot be read, or changes while it is read.</exception>
    /// <exception cref="InvalidDataException">The file is not a model, or is damaged.</exception>
    public static (Model? Model, string Version) Load(string path, string? known)
    {
        if (Directory.Exists(path)) throw Throw.IsFolder(path);
        if (!File.Exists(path)) throw Throw.NoFile(path);
        for (var tries = 1; ; tries++)
        {
            // Throws for a pipe or a device without opening it.
            RegularFile.Open(path, isModel: true).Dispose();
            // Another program may replace the file while it is open; this handle still reads the whole old file.
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var version = HashOf(file);
            if (version == known) return (null, version);
            var (model, fault) = TryRead(path, file);
            // A file that is written in place may have changed between the hash and the read.
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
