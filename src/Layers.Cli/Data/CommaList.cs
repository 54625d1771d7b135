namespace Layers.Cli;

/// <summary>Reads lists of names in an argument of the command line.</summary>
internal static class CommaList
{
    /// <summary>Returns the names, which are separated by commas. A name with a comma is in double quotes.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<string>? given) => [.. (given ?? []).SelectMany(Split)];

    private static List<string> Split(string text)
    {
        var (names, name, isQuoted) = (new List<string>(), new System.Text.StringBuilder(), false);
        foreach (var character in text)
        {
            if (character == '"') isQuoted = !isQuoted;
            else if (character == ',' && !isQuoted) Add();
            else name.Append(character);
        }
        Add();
        return names;

        void Add()
        {
            if (name.Length > 0) names.Add(name.ToString());
            name.Clear();
        }
    }
}
