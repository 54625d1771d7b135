namespace Layers;

/// <summary>The temporary files that a save creates next to its target, and that remain if the save is killed. <c>.NAME.RANDOM.saving</c>
/// is open, and so locked, as long as its process lives. For a folder there are also <c>.NAME.RANDOM.new</c> and
/// <c>.NAME.RANDOM.old</c>.</summary>
internal static class Leftovers
{
    private const string Ending = ".saving", New = ".new", Old = ".old";
    private const int RandomLength = 12;

    // A save takes only microseconds between its two renames.
    private const int MostWaits = 100, Wait = 10;

    /// <summary>Returns a unique path next to a target.</summary>
    public static string TemporaryPath(string path) =>
        Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}{Ending}");

    /// <summary>Returns the path at which the new folder is written.</summary>
    public static string NewFolder(string temporary) => temporary[..^Ending.Length] + New;

    /// <summary>Returns the path to which the old folder is moved until it is deleted.</summary>
    public static string OldFolder(string temporary) => temporary[..^Ending.Length] + Old;

    /// <summary>Creates the file of a new save, which is locked while it is open.</summary>
    /// <param name="temporary">A path that <see cref="TemporaryPath"/> returned.</param>
    /// <param name="mode">The Unix mode of the file; null for the default of new files.</param>
    public static FileStream Create(string temporary, UnixFileMode? mode = null)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Read };
        if (mode is not { } kept || OperatingSystem.IsWindows()) return new FileStream(temporary, options);
        options.UnixCreateMode = kept;
        var stream = new FileStream(temporary, options);
        // The mode is set again, because the process's umask may have removed bits of it.
        File.SetUnixFileMode(stream.SafeFileHandle, kept);
        return stream;
    }

    /// <summary>Closes a file after a failed write. Writing its last bytes may fail again, and that error is ignored.</summary>
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

    /// <summary>Deletes the leftovers of killed saves of a target, and completes saves of folders that were killed between their two
    /// renames. The files of a running save stay.</summary>
    public static void Clear(string path)
    {
        foreach (var temporary in All(path)) _ = TryClear(path, temporary);
    }

    /// <summary>Completes a killed save if its folder is missing, and waits for a running save that is about to put the folder in
    /// place.</summary>
    public static void Complete(string path)
    {
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (!Directory.Exists(Path.GetDirectoryName(path))) return;
        for (var waits = 0; waits < MostWaits && !Directory.Exists(path); waits++)
        {
            if (All(path).Where(temporary => Directory.Exists(OldFolder(temporary))).All(temporary => TryClear(path, temporary))) return;
            Thread.Sleep(Wait);
        }
    }

    private static string[] All(string path)
    {
        var (folder, start) = (Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.");
        return [.. Directory.EnumerateFiles(folder, $"*{Ending}")
            .Where(file => Path.GetFileName(file) is var name && name.Length == start.Length + RandomLength + Ending.Length
            && name.StartsWith(start, StringComparison.Ordinal))];
    }

    private static bool TryClear(string path, string temporary)
    {
        try
        {
            // If the file can be opened exclusively, no other process has it open.
            using var own = new FileStream(temporary, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            var (made, old) = (NewFolder(temporary), OldFolder(temporary));
            if (Directory.Exists(old) && !Directory.Exists(path)) Directory.Move(Directory.Exists(made) ? made : old, path);
            foreach (var folder in new[] { made, old })
                if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            own.Dispose();
            File.Delete(temporary);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The file is in use, or this process may not delete it.
            return false;
        }
    }
}
