namespace Layers.AspNetCore;

/// <summary>Watches a file for changes with the events of the file system.</summary>
/// <remarks>There may be no events, because the folder does not exist yet, or because the file system raises none. So the file is also
/// checked at intervals.</remarks>
internal sealed class FileChanges : IDisposable
{
    private readonly FileSystemWatcher? _watcher;

    /// <param name="path">The file.</param>
    /// <param name="changed">Called on another thread when the file may have changed, often more than once for a change.</param>
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
            // For example, the user's limit of watchers is reached. The checks at intervals are enough.
            _watcher?.Dispose();
            _watcher = null;
        }
    }

    public void Dispose() => _watcher?.Dispose();
}
