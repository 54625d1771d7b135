namespace Layers;

/// <summary>A setting that is one of an enumeration, in files by its name in snake case; the first where a file does not say.</summary>
internal static class Choice
{
    public static T Of<T>(ConfigReader config, string key)
        where T : struct, Enum
    {
        if (config.OptionalText(key) is not { } text) return default;
        foreach (var value in Enum.GetValues<T>())
            if (SnakeCase.Of(value.ToString()) == text)
                return value;
        throw Throw.UnknownName(config.Owner, key, key, text, Enum.GetValues<T>().Select(value => SnakeCase.Of(value.ToString())));
    }
}
