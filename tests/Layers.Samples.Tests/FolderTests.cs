namespace Layers.Samples.Tests;

/// <summary>Tests that write files: each has an empty folder, which is deleted after the test.</summary>
public abstract class FolderTests
{
    protected string Folder { get; private set; } = "";

    [SetUp]
    public void MakeFolder() => Folder = Directory.CreateTempSubdirectory("layers-samples-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(Folder, recursive: true);

    protected string InFolder(string name) => Path.Combine(Folder, name);
}
