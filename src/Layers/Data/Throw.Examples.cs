namespace Layers;

internal static partial class Throw
{
    public static ArgumentException NoSuchLabel(RowSource source, string? label) =>
        new($"{source.Description}: a label must be a column, but there is no column " +
            $"'{label}'.{Nearest.Hint(label ?? "", source.Columns)} " +
            $"The columns are {NameList.Quoted(source.Columns, label)}.", "labels");

    public static ArgumentException LabelTwice(RowSource source, string label) =>
        new($"{source.Description}: each label must be named once, but '{label}' is named twice.", "labels");

    public static ArgumentException NoLabels(RowSource source) =>
        new($"{source.Description}: examples need one or more labels, but none is named. " +
            "Name the columns that the model is to predict.", "labels");

    public static RowSourceException BatchTypesDiffer(RowSource source, DType type) =>
        new($"{source.Description}: its first batch is float32, but a later batch is {type.Name()}, whose numbers float32 may not hold. " +
            "Make the source return all batches in one type.");

    public static RowSourceException TooManyRowsForMemory(RowSource source, long rows) =>
        new($"{source.Description}: {rows} rows of {source.Columns.Count} columns are more than one array can hold. Read them in batches.");

    public static ArgumentException NoFeatures(RowSource source) =>
        new($"{source.Description}: examples need one or more features, but all columns are labels. " +
            "Use a source with more columns.", "labels");
}
