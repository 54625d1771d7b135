namespace Layers.ScikitLearn.Tests;

/// <summary>The files that scikit-learn and Keras wrote.</summary>
internal static class PickleFixtures
{
    private static readonly string s_root = Path.Combine(AppContext.BaseDirectory, "Fixtures");

    public static string Folder { get; } = Path.Combine(s_root, "pickles");

    /// <summary>The names of all files with a fitted object, a tokenizer or a model.</summary>
    public static IEnumerable<string> Good =>
        Names(name => !name.StartsWith("hostile_", StringComparison.Ordinal) && !name.StartsWith("refused_", StringComparison.Ordinal));

    public static IEnumerable<string> Hostile => Names(name => name.StartsWith("hostile_", StringComparison.Ordinal));

    public static IEnumerable<string> Refused => Names(name => name.StartsWith("refused_", StringComparison.Ordinal));

    /// <summary>The files beside the models of other folders.</summary>
    public static IEnumerable<string> Beside =>
        Directory.EnumerateFiles(Path.Combine(s_root, "adopt"), "*", SearchOption.AllDirectories).Where(IsPickle)
            .Select(path => Path.GetRelativePath(s_root, path).Replace('\\', '/')).Order(StringComparer.Ordinal);

    public static string At(string name) => Path.Combine(name.StartsWith("adopt", StringComparison.Ordinal) ? s_root : Folder, name);

    public static byte[] Bytes(string name) => File.ReadAllBytes(At(name));

    private static IEnumerable<string> Names(Func<string, bool> choose) =>
        Directory.EnumerateFiles(Folder).Where(IsPickle).Select(path => Path.GetFileName(path)).Where(choose).Order(StringComparer.Ordinal);

    private static bool IsPickle(string path) => Path.GetExtension(path) is ".pkl" or ".joblib";
}
