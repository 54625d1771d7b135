namespace Layers.Cli.Tests;

/// <summary>The repository that the tests were built from.</summary>
internal static class Repository
{
    public static string PathOf(string relative) => Path.Combine(Find(AppContext.BaseDirectory), relative);

    private static string Find(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Layers.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException($"No folder above {from} has a Layers.sln.");
    }
}
