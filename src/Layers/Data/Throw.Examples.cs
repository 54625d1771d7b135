namespace Layers;

internal static partial class Throw
{
    public static ArgumentException NoSuchLabel(RowSource source, string? label) =>
        new($"{source.Description}: a label must be a column, and '{label}' is none.{Nearest.Hint(label ?? "", source.Columns)} The " +
            $"columns are {NameList.Quoted(source.Columns, label)}.", "labels");

    public static ArgumentException LabelTwice(RowSource source, string label) =>
        new($"{source.Description}: each label is named once, and '{label}' is there twice.", "labels");

    public static ArgumentException NoLabels(RowSource source) =>
        new($"{source.Description}: examples need a label or more, and none is named. Name the columns that the model is to predict.", "labels");

    public static RowSourceException BatchTypesDiffer(RowSource source, DType type) =>
        new($"{source.Description}: its first batch is of float32, and a later one is of {type.Name()}, whose numbers float32 may not hold. Let it give all batches in one type.");

    public static RowSourceException TooManyRowsForMemory(RowSource source, long rows) =>
        new($"{source.Description}: {rows} rows of {source.Columns.Count} columns are more than one array holds. Read them in batches.");

    public static ArgumentException NoFeatures(RowSource source) =>
        new($"{source.Description}: examples need a feature or more, and all columns are labels. Take a source with more columns.", "labels");
}
