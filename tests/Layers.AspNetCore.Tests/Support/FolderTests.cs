namespace Layers.AspNetCore.Tests;

/// <summary>The base of tests that need a new folder each.</summary>
internal abstract class FolderTests
{
    protected Folder Folder { get; private set; } = null!;

    [SetUp]
    public void MakeFolder() => Folder = new Folder();

    [TearDown]
    public void RemoveFolder() => Folder.Dispose();
}
