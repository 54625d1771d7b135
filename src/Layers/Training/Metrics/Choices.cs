namespace Layers;

/// <summary>Reads settings that are one of a few words, as Keras spells them.</summary>
internal static class Choices
{
    /// <summary>Returns the choice in a file; null if the file has none.</summary>
    public static T? Read<T>(ConfigReader config, string key) where T : struct, Enum
    {
        if (config.OptionalText(key) is not { } name) return null;
        foreach (var value in Enum.GetValues<T>())
            if (SnakeCase.Of(value.ToString()).Equals(name, StringComparison.OrdinalIgnoreCase))
                return value;
        throw Throw.UnknownName(config.Owner, key, key, name, Enum.GetNames<T>().Select(SnakeCase.Of));
    }
}
