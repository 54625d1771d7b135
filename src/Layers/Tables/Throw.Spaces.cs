namespace Layers;

internal static partial class Throw
{
    public static ArgumentException FeatureWithoutColumns() =>
        new("A feature needs at least one column. Name its columns, or add a cross of features with Feature.Cross.", "columns");

    public static ArgumentException RepeatedColumnOfFeature(string column) =>
        new($"The column '{column}' is in the feature twice. Name each column once.", "columns");

    public static ArgumentException BadLayerOfFeature(string column) =>
        new($"The layers of the feature of '{column}' must not be null or an Input, and one of them is. The space creates the inputs " +
            "itself, one for each column.", "layers");

    public static ArgumentException CrossOfOne(IReadOnlyList<string> features) =>
        new($"A cross needs at least two features. Received {(features.Count == 0 ? "none" : $"only '{features[0]}'")}.", nameof(features));

    public static ArgumentOutOfRangeException WrongFeatureOutputMode(OutputMode mode) =>
        new("outputMode", mode, "A feature has indices (OutputMode.Int) or one-hot columns (OutputMode.OneHot) as its output. For " +
            "another mode, add the column with layers that have that mode.");

    public static ArgumentException FeatureTwice(FeatureSpace space, string name) =>
        new($"{space} already has the feature '{name}', and names must be unique. To change the layers of a feature, call Replace.");

    public static ArgumentException ColumnTaken(FeatureSpace space, string column, Feature other) =>
        new($"{space}: the column '{column}' is already in the feature '{other.Name}', and a column can be in one feature only. Add the " +
            "layers to that feature; a cross refers to features by name.");

    public static ArgumentException NoSuchFeature(FeatureSpace space, string name, IReadOnlyList<string> known) =>
        new($"{space} has no feature '{name}'.{Nearest.Hint(name, known)} It has {NameList.Quoted(known, name)}.");

    public static ArgumentException CrossesUnknown(FeatureSpace space, Feature cross, string name, IReadOnlyList<string> known) =>
        new($"{space}: the cross '{cross.Name}' refers to the feature '{name}', which the space does not " +
            $"have.{Nearest.Hint(name, known)} Add the features before their cross. The space has {NameList.Quoted(known, name)}.");

    public static ArgumentException FeatureIsCrossed(FeatureSpace space, string name, Feature cross) =>
        new($"{space}: the feature '{name}' is in the cross '{cross.Name}'. Remove the cross first.");

    public static InvalidOperationException SpaceWithoutFeatures(FeatureSpace space) =>
        new($"{space} has no features. Add a column, with Add(\"name\", layers).");

    public static InvalidOperationException TypesNotKnown(FeatureSpace space, IReadOnlyList<string> columns) =>
        new($"{space} does not know whether {Some(columns)} {(columns.Count == 1 ? "holds" : "hold")} numbers or texts: the layers take " +
            "both. Adapt the space to a table, which has the types of the columns, even if nothing else is to be learned.");

    public static ArgumentException TextsBesideNumbers(FeatureSpace space, Feature feature) =>
        new($"{space}: the feature '{feature.Name}' has columns of texts and columns of numbers. Split it into two features.");

    public static ArgumentException ColumnMissing(FeatureSpace space, string column, IReadOnlyList<string> received) =>
        new($"{space} takes the column '{column}', and the rows have no such column.{Nearest.Hint(column, received)} Names match " +
            $"exactly; their order does not matter. The rows have {NameList.Quoted(received, column)}.");

    public static LayerException NotEncoded(FeatureSpace space, string feature, DType type, Shape shape) =>
        new(space.Name, type == DType.String
            ? $"{space}: the feature '{feature}' is still a text after its layers, and a vector of numbers cannot hold texts. Add a " +
                "layer that encodes it, such as StringLookup, or use FeatureOutput.Dict."
            : $"{space}: the feature '{feature}' is an index after its layers ({type.Name()}{shape}), and an index has no meaning in a " +
                "vector of numbers. Encode it as one-hot, or use FeatureOutput.Dict.");

    public static LayerException NotAVector(FeatureSpace space, string feature, Shape shape) =>
        new(space.Name, $"{space}: the feature '{feature}' has the shape {shape} after its layers, and features can only be concatenated " +
            "in the shape (batch, columns). Add Flatten, Reshape or another layer that returns this shape, or use FeatureOutput.Dict.");

    public static LayerException NoCardinality(FeatureSpace space, Feature feature, Layer? last) =>
        new(space.Name, $"{space}: the feature '{feature.Name}' is to be encoded as one-hot, and {last} does not determine the number of " +
            "its indices. Add a layer that encodes them to the feature instead.");

    public static LayerException CannotCrossFeature(FeatureSpace space, Feature cross, Feature of, DType type, Shape shape) =>
        new(space.Name, $"{space}: the cross '{cross.Name}' needs one text or one integer for each row of a feature, and '{of.Name}' has " +
            $"{type.Name()}{shape}. Put numbers into bins first.");

    public static ArgumentException NothingToProposeFrom(RowSource rows) =>
        new($"{rows.Description} has no rows, and the proposal of layers is based on rows.", nameof(rows));

    public static ArgumentException NoTableInput(Model model, Input input) =>
        new($"{model}: the input '{input.Name}' has the shape {input.Shape}, and a column of a table has the shape (batch, 1). Give the " +
            "model its data by name.");

    public static ArgumentException WithBatchStart(RowSource source, long before, ArgumentException fault) =>
        new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{fault.Message} The rows in this message count from row " +
            $"{before} of {source.Description}, where the batch begins."), fault);

    public static ArgumentException NoIntegerOf32Bits(string column, int row, long value) =>
        new($"Column '{column}', row {row} (the first row is 0): {value.ToString(System.Globalization.CultureInfo.InvariantCulture)} is " +
            "out of the range of int32, the type of the input. The type comes from the model's file; declare the input as int64.");
}
