namespace Layers;

internal static partial class Throw
{
    public static NotSupportedException NotSupportedByRowEngine(string owner, string reason) =>
        new($"{owner} cannot be predicted by the row engine: {reason}. Set Engine to PredictEngine.Auto, which uses ONNX Runtime if the " +
            "row engine does not support a model.");

    public static ArgumentException NullInInput(Layer owner, IReadOnlyList<Layer> readers, string input, Shape shape, long element,
        RowsBefore before) =>
        new($"{owner}: a text must not be null, because a missing, an unknown and an empty text are different. The input " +
            $"'{input}'{(readers.Count == 0 ? "" : $", which {string.Join(", ", readers)} {(readers.Count == 1 ? "reads" : "read")},")} " +
            $"has a null in {before.Place(shape.Rank == 0 ? 0 : element / (shape.Length / Math.Max(1, shape[0].Size)))} (the first is " +
            "0). Replace it with the text that marked missing values in training.");

    public static ArgumentException WrongRowLength(Layer layer, int expected, int received) =>
        new($"{layer} takes rows of {Nouns.Of(expected, "number")}, one row or several in sequence. Received " +
            $"{Nouns.Of(received, "number")}. Give it {Nouns.Of(expected, "number")} for each row, in the order of the " +
            "features.", "rows");

    public static ArgumentException ResultsTooShort(Layer layer, long expected, int received) =>
        new($"{layer} returns {Nouns.Of(expected, "number")} for these rows, and the span has room for {Nouns.Of(received)}. " +
            $"Pass a span of at least {Nouns.Of(expected, "number")}. Nothing was written.", "results");

    public static ArgumentException ResultsOverRows(Layer layer) =>
        new($"{layer}: rows and results share memory, so results would overwrite rows that are not yet read. Pass another span. Nothing " +
            "was written.", "results");
}
