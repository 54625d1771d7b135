namespace Layers.Cli.Tests;

/// <summary>A folder for a test, which is deleted afterwards.</summary>
internal sealed class Folder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("layers-cli-tests-").FullName;

    /// <summary>The path of a file in the folder.</summary>
    public string this[string name] => Path.Combine(_path, name);

    public string Root => _path;

    /// <summary>Writes a text file.</summary>
    /// <returns>The path of the file.</returns>
    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
