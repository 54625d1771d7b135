namespace Layers.ScikitLearn;

internal static partial class Throw
{
    /// <summary>Names that are neither blank nor there twice.</summary>
    public static IReadOnlyList<string> Names(IReadOnlyList<string> names, string argument)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(names[i])) throw new ArgumentException($"The name at place {i} is blank.", argument);
            for (var before = 0; before < i; before++)
                if (names[before] == names[i]) throw new ArgumentException($"'{names[i]}' is there twice, at places {before} and {i}.", argument);
        }
        return [.. names];
    }
}
