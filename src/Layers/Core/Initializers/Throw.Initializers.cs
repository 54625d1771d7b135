namespace Layers;

internal static partial class Throw
{
    public static ArgumentException NeedsAMatrix(string initializer, Shape shape) =>
        new($"The initializer {initializer} makes matrices; it cannot fill a weight of shape {shape}.");

    public static ArgumentException StringsAreNotNumbers() =>
        new("Text cannot be converted to numbers. Look the strings up or encode them first.");
}
