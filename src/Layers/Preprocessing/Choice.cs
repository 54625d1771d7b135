namespace Layers;

/// <summary>Reads a setting of an enumeration type. Files have the name of the member in snake case; the first member is the
/// default.</summary>
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
