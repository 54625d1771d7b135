namespace Layers.AspNetCore.Tests;

/// <summary>A temporary folder for a test, deleted afterwards.</summary>
internal sealed class Folder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("layers-serving-tests-").FullName;

    /// <summary>The path of a file in the folder.</summary>
    public string this[string name] => Path.Combine(Root, name);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
