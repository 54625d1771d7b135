namespace Layers;

/// <summary>Checks the words of classes.</summary>
internal static class ClassNames
{
    /// <summary>Returns the words as well-formed Unicode, in the order of the class numbers.</summary>
    /// <exception cref="ArgumentException">A word is blank or a duplicate.</exception>
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
