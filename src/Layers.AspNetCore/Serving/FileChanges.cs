namespace Layers.AspNetCore;

/// <summary>Tells when a file may be another, by the events of the file system.</summary>
/// <remarks>They may be missing: there is no folder yet, or the file system has none. So nobody relies on them alone.</remarks>
internal sealed class FileChanges : IDisposable
{
    private readonly FileSystemWatcher? _watcher;

    /// <param name="path">The file.</param>
    /// <param name="changed">Told on a thread of its own, and often more than once for a change.</param>
    public FileChanges(string path, Action changed)
    {
        var folder = Path.GetDirectoryName(path);
        if (!Directory.Exists(folder)) return;
        try
        {
            _watcher = new FileSystemWatcher(folder, Path.GetFileName(path))
            {
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.CreationTime,
            };
            _watcher.Changed += (_, _) => changed();
            _watcher.Created += (_, _) => changed();
            _watcher.Renamed += (_, _) => changed();
            _watcher.Deleted += (_, _) => changed();
            _watcher.Error += (_, _) => changed();
            _watcher.EnableRaisingEvents = true;
        }
        catch (Exception fault) when (fault is IOException or ArgumentException or PlatformNotSupportedException)
        {
            // As where a user has no watchers left: what is looked at from time to time is enough.
            _watcher?.Dispose();
            _watcher = null;
        }
    }

    public void Dispose() => _watcher?.Dispose();
}
