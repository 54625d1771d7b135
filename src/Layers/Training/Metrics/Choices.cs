namespace Layers;

/// <summary>Settings that are one of a few words, as Keras spells them.</summary>
internal static class Choices
{
    /// <summary>The choice that a file names; null where it has none.</summary>
    public static T? Read<T>(ConfigReader config, string key) where T : struct, Enum
    {
        if (config.OptionalText(key) is not { } name) return null;
        foreach (var value in Enum.GetValues<T>())
            if (SnakeCase.Of(value.ToString()).Equals(name, StringComparison.OrdinalIgnoreCase))
                return value;
        throw Throw.UnknownName(config.Owner, key, key, name, Enum.GetNames<T>().Select(SnakeCase.Of));
    }
}
