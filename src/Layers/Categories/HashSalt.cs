namespace Layers;

/// <summary>The setting <c>salt</c> of layers that hash: a key of two numbers.</summary>
internal static class HashSalt
{
    /// <summary>The key as it is stored in settings; null for no key.</summary>
    public static IEnumerable<long>? Words((long First, long Second)? salt) => salt is { } key ? [key.First, key.Second] : null;

    /// <summary>Reads the key. A single number, which Keras also allows, stands for both numbers.</summary>
    /// <exception cref="LayerException">The list is empty, or has more than two numbers.</exception>
    public static (long First, long Second)? Read(ConfigReader config) => config.OptionalIntegers("salt") switch
    {
        null => null,
        [var both] => (both, both),
        [var first, var second] => (first, second),
        var other => throw Throw.WrongSalt(config.Owner, other),
    };
}
