namespace Layers.Tests;

/// <summary>The files of the repository that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Layers.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No folder above the tests has a Layers.sln.");
        return folder.FullName;
    }
}
