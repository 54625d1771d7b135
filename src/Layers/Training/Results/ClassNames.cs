namespace Layers;

/// <summary>Words for classes, in the order of their numbers.</summary>
internal static class ClassNames
{
    /// <summary>The words, well-formed.</summary>
    /// <exception cref="ArgumentException">One is blank, or there twice.</exception>
    public static string[] Checked(IReadOnlyList<string> classes)
    {
        var words = new string[classes.Count];
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = string.IsNullOrWhiteSpace(classes[i]) ? throw Throw.BlankClass(i) : Utf8Text.WellFormed(classes[i]);
            if (!places.TryAdd(words[i], i)) throw Throw.ClassTwice(words[i], places[words[i]], i);
        }
        return words;
    }
}
