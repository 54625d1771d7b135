namespace Layers.AspNetCore;

internal static partial class Throw
{
    public static InvalidOperationException KeyTwice(string key, string path, string other) =>
        new($"Two models have the key '{key}': {other} and {path}. The key is the file name without the extension, so rename " +
            "one of the files.");

    public static InvalidOperationException OptionsTwice(string key) =>
        new($"The model '{key}' exists already, and may have been used with other options. Set its options in one place: where it is " +
            "added to the services, or where it is first mapped.");

    public static InvalidOperationException SeveralModels(IEnumerable<string> keys)
    {
        string[] known = [.. keys];
        return new(
            (known.Length == 0 ? "No model was added" : $"{Figures.Count(known.Length, "model")} ({string.Join(", ", known)}) " +
                $"{(known.Length == 1 ? "was" : "were")} added") +
                $"; ask for one by its key, with [FromKeyedServices(\"{known.FirstOrDefault() ?? "key"}\")].");
    }
}
