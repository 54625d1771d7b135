namespace Layers;

internal static partial class Throw
{
    public static ArgumentException TooManyTokens(long texts, int length, int longest) =>
        new($"{Nouns.Of(texts, "text")} of up to {Nouns.Of(length, "token")} (the longest is in row {longest}, the first row is 0) " +
            "do not fit into one array. " +
            "Set the number of tokens that are kept per text (outputSequenceLength), or pass fewer rows at a time.");

    public static ArgumentException SeveralTexts(Op op, Shape shape) =>
        new($"{op} splits one text per row; the input has the shape {shape}. Use a separate layer for each column, or join the texts " +
            "first.");
}
