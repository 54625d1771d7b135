using System.IO.Compression;
using System.Text;

namespace Layers.Tests;

/// <summary>Rewrites an archive with some entries changed.</summary>
internal static class EditedArchive
{
    public static string Text(string path, string entry)
    {
        using var zip = ZipFile.OpenRead(path);
        using var reader = new StreamReader(zip.GetEntry(entry)!.Open());
        return reader.ReadToEnd();
    }

    public static byte[] Bytes(string path, string entry)
    {
        using var zip = ZipFile.OpenRead(path);
        using var copy = new MemoryStream();
        using var stream = zip.GetEntry(entry)!.Open();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>Writes an archive with an entry edited as text; the entry is removed if the edit gives null.</summary>
    public static void Edit(string source, string target, string entry, Func<string, string?> edit) =>
        EditBytes(source, target, entry, bytes => edit(Encoding.UTF8.GetString(bytes)) is { } text ? Encoding.UTF8.GetBytes(text) : null);

    public static void EditBytes(string source, string target, string entry, Func<byte[], byte[]?> edit)
    {
        using var zip = ZipFile.OpenRead(source);
        Dictionary<string, byte[]?> entries = zip.Entries.ToDictionary(one => one.FullName, one => (byte[]?)Bytes(source, one.FullName));
        Assert.That(entries, Does.ContainKey(entry));
        entries[entry] = edit(entries[entry]!);
        using var result = new ZipArchive(File.Create(target), ZipArchiveMode.Create);
        foreach (var (name, bytes) in entries)
        {
            if (bytes is null) continue;
            using var stream = result.CreateEntry(name).Open();
            stream.Write(bytes);
        }
    }
}
