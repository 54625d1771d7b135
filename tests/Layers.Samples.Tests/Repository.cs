namespace Layers.Samples.Tests;

/// <summary>The files that the tests compare. They are read in place, so that a copy cannot hide a difference.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    public static string[] Lines(string relative) => File.ReadAllLines(PathOf(relative));

    private static string Find(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Layers.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"No folder above {from} has a Layers.sln.");
    }
}
