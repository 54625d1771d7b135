namespace Layers.Benchmarks;

/// <summary>A temporary folder, which is deleted when this object is disposed.</summary>
public sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("layers-benchmarks-");

    public string this[string name] => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
