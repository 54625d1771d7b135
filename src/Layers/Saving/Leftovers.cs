namespace Layers;

/// <summary>What saves leave beside their target while they run, and for ever when they are killed: <c>.NAME.RANDOM.saving</c>, which is
/// open and so locked as long as its process lives, and for a folder <c>.NAME.RANDOM.new</c> and <c>.NAME.RANDOM.old</c> beside
/// it.</summary>
internal static class Leftovers
{
    private const string Ending = ".saving", New = ".new", Old = ".old";
    private const int RandomLength = 12;

    // Between its two renames a save needs microseconds.
    private const int MostWaits = 100, Wait = 10;

    /// <summary>A name beside a target that nobody else has.</summary>
    public static string Beside(string path) => Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}{Ending}");

    /// <summary>Where the folder of such a name is written.</summary>
    public static string NewFolder(string beside) => beside[..^Ending.Length] + New;

    /// <summary>Where the folder that it replaces stays until it is deleted.</summary>
    public static string OldFolder(string beside) => beside[..^Ending.Length] + Old;

    /// <summary>Makes the file of a save that begins, locked while it is open.</summary>
    /// <param name="beside">One of <see cref="Beside"/>.</param>
    /// <param name="mode">Its mode; null for what new files have.</param>
    public static FileStream Create(string beside, UnixFileMode? mode = null)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Read };
        if (mode is not { } kept || OperatingSystem.IsWindows()) return new FileStream(beside, options);
        options.UnixCreateMode = kept;
        var stream = new FileStream(beside, options);
        // What is asked for at the start, the process may have forbidden to new files.
        File.SetUnixFileMode(stream.SafeFileHandle, kept);
        return stream;
    }

    /// <summary>Closes a file that failed, whose last bytes may fail again.</summary>
    public static void Close(FileStream stream)
    {
        try
        {
            stream.Dispose();
        }
        catch (IOException)
        {
        }
    }

    /// <summary>Deletes what killed saves of a target left, and ends those of folders that were killed between their two renames. What a
    /// living save uses stays.</summary>
    public static void Clear(string path)
    {
        foreach (var beside in All(path)) _ = TryClear(path, beside);
    }

    /// <summary>Ends a killed save of a folder that is not there for it, and waits for one that is about to put it there.</summary>
    public static void Complete(string path)
    {
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (!Directory.Exists(Path.GetDirectoryName(path))) return;
        for (var waits = 0; waits < MostWaits && !Directory.Exists(path); waits++)
        {
            if (All(path).Where(beside => Directory.Exists(OldFolder(beside))).All(beside => TryClear(path, beside))) return;
            Thread.Sleep(Wait);
        }
    }

    private static string[] All(string path)
    {
        var (folder, start) = (Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.");
        return [.. Directory.EnumerateFiles(folder, $"*{Ending}").Where(file => Path.GetFileName(file) is var name && name.Length == start.Length + RandomLength + Ending.Length && name.StartsWith(start, StringComparison.Ordinal))];
    }

    private static bool TryClear(string path, string beside)
    {
        try
        {
            // Whoever opens it for itself alone knows that no other process has it open.
            using var own = new FileStream(beside, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            var (made, old) = (NewFolder(beside), OldFolder(beside));
            if (Directory.Exists(old) && !Directory.Exists(path)) Directory.Move(Directory.Exists(made) ? made : old, path);
            foreach (var folder in new[] { made, old })
                if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            own.Dispose();
            File.Delete(beside);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is in use, or not ours to delete.
            return false;
        }
    }
}
