namespace Layers;

internal static partial class Throw
{
    public static NotSupportedException NotInTheRowEngine(string owner, string reason) =>
        new($"{owner} cannot be predicted by the row engine: {reason}. Leave Engine at PredictEngine.Auto, which takes ONNX Runtime where the row engine does not know a model.");

    public static ArgumentException NullInInput(Layer owner, IReadOnlyList<Layer> readers, string input, Shape shape, long element, RowsBefore before) =>
        new($"{owner}: a text must not be null; missing, unknown and empty are three things. Of the input '{input}'{(readers.Count == 0 ? "" : $", which {string.Join(", ", readers)} {(readers.Count == 1 ? "reads" : "read")}")}, " +
            $"{before.Place(shape.Rank == 0 ? 0 : element / (shape.Length / Math.Max(1, shape[0].Size)))} (the first is 0) has one. Put the word in its place that the model was trained with.");

    public static ArgumentException WrongRowLength(Layer layer, int expected, int received) =>
        new($"{layer} takes rows of {expected} numbers, one row or several one after the other; it was given {received} numbers. Give it {expected} numbers for each row, in the order of the features.", "rows");

    public static ArgumentException ResultsTooShort(Layer layer, long expected, int received) =>
        new($"{layer} gives {expected} numbers for these rows; there is room for {received}. Give it a span of {expected} numbers or more; nothing was written.", "results");

    public static ArgumentException ResultsOverRows(Layer layer) =>
        new($"{layer}: rows and results share memory, and a row's results would be written over rows that are still to be read. Give it another span; nothing was written.", "results");
}
