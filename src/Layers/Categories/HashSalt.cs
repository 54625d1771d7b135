namespace Layers;

/// <summary>The setting <c>salt</c> of layers that hash: the two numbers of a key.</summary>
internal static class HashSalt
{
    /// <summary>The numbers as settings have them; null for no key.</summary>
    public static IEnumerable<long>? Words((long First, long Second)? salt) => salt is { } key ? [key.First, key.Second] : null;

    /// <summary>Reads it; one number of Keras's is the pair of it.</summary>
    /// <exception cref="LayerException">There are none, or more than two.</exception>
    public static (long First, long Second)? Read(ConfigReader config) => config.OptionalIntegers("salt") switch
    {
        null => null,
        [var both] => (both, both),
        [var first, var second] => (first, second),
        var other => throw Throw.WrongSalt(config.Owner, other),
    };
}
