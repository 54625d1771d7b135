namespace Layers;

internal static partial class Throw
{
    public static ArgumentException TooManyTokens(long texts, int length, int longest) =>
        new($"{texts} texts of up to {length} tokens (row {longest}, the first is 0, has so many) do not fit into one array. Say how many " +
            "are kept of a text (outputSequenceLength), or give fewer rows at a time.");

    public static ArgumentException SeveralTexts(Op op, Shape shape) => new($"{op} splits one text a row; the input has the shape {shape}. Give each column a layer of its own, or join the texts first.");
}
