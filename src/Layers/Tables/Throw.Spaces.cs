namespace Layers;

internal static partial class Throw
{
    public static ArgumentException FeatureWithoutColumns() => new("A feature is of one column or more. Name them, or add a cross of features with Feature.Cross.", "columns");

    public static ArgumentException ColumnInOneFeatureTwice(string column) => new($"The column '{column}' stands in one feature twice. Name each column once.", "columns");

    public static ArgumentException NoLayerOfAFeature(string column) => new($"The feature of '{column}' goes through layers, and one of them is null or an Input. The space makes the inputs itself, one for each column.", "layers");

    public static ArgumentException CrossOfOne(IReadOnlyList<string> features) => new($"A cross is of two features or more; it was given {(features.Count == 0 ? "none" : $"'{features[0]}' alone")}.", nameof(features));

    public static ArgumentOutOfRangeException ModeOfAFeature(OutputMode mode) => new("outputMode", mode, "A feature gives indices, OutputMode.Int, or makes them one-hot, OutputMode.OneHot. For another mode, add the column with the layers that give it.");

    public static ArgumentException FeatureTwice(FeatureSpace space, string name) => new($"{space} has the feature '{name}' already. Each name is there once: Replace gives a feature other layers.");

    public static ArgumentException ColumnTaken(FeatureSpace space, string column, Feature other) =>
        new($"{space}: the column '{column}' is in the feature '{other.Name}' already. A column is in one feature; its layers may follow one another there, and crosses name features.");

    public static ArgumentException NoSuchFeature(FeatureSpace space, string name, IReadOnlyList<string> known) =>
        new($"{space} has no feature '{name}'.{Nearest.Hint(name, known)} It has {NameList.Quoted(known, name)}.");

    public static ArgumentException CrossesUnknown(FeatureSpace space, Feature cross, string name, IReadOnlyList<string> known) =>
        new($"{space}: the cross '{cross.Name}' is of a feature '{name}', which is not there.{Nearest.Hint(name, known)} Add the " +
            $"features before their cross. There are {NameList.Quoted(known, name)}.");

    public static ArgumentException CrossedStill(FeatureSpace space, string name, Feature cross) => new($"{space}: the feature '{name}' is in the cross '{cross.Name}'. Remove the cross first.");

    public static InvalidOperationException SpaceWithoutFeatures(FeatureSpace space) => new($"{space} has no features. Add a column, with Add(\"name\", layers).");

    public static InvalidOperationException TypesNotKnown(FeatureSpace space, IReadOnlyList<string> columns) =>
        new($"{space} does not know whether {Some(columns)} {(columns.Count == 1 ? "holds" : "hold")} numbers or texts: the layers take both. Adapt it to a table, which says so, even where nothing is to be learned.");

    public static ArgumentException TextsBesideNumbers(FeatureSpace space, Feature feature) => new($"{space}: the feature '{feature.Name}' has columns of texts beside columns of numbers. Make two features of them.");

    public static ArgumentException ColumnMissing(FeatureSpace space, string column, IReadOnlyList<string> received) =>
        new($"{space} takes the column '{column}', and the rows have no such column.{Nearest.Hint(column, received)} Names match " +
            $"exactly; their order does not matter. The rows have {NameList.Quoted(received, column)}.");

    public static LayerException NotEncoded(FeatureSpace space, string feature, DType type, Shape shape) => new(space.Name, type == DType.String
        ? $"{space}: the feature '{feature}' is still texts after its layers, which cannot stand in one vector with numbers. Add a layer that encodes it, as StringLookup, or ask for FeatureOutput.Dict."
        : $"{space}: the feature '{feature}' is indices after its layers ({type.Name()}{shape}), which mean nothing beside numbers. Make them one-hot, or ask for FeatureOutput.Dict.");

    public static LayerException NotAVector(FeatureSpace space, string feature, Shape shape) =>
        new(space.Name, $"{space}: the feature '{feature}' has the shape {shape} after its layers, and features side by side are (batch, columns). Add Flatten, Reshape or another layer that gives that, or ask for FeatureOutput.Dict.");

    public static LayerException NoCardinality(FeatureSpace space, Feature feature, Layer? last) =>
        new(space.Name, $"{space}: the feature '{feature.Name}' is to be one-hot, and {last} does not say how many indices it gives. Give it an encoding of its own in place of that.");

    public static LayerException NothingToCrossIn(FeatureSpace space, Feature cross, Feature of, DType type, Shape shape) =>
        new(space.Name, $"{space}: the cross '{cross.Name}' needs one text or one integer a row of each feature; '{of.Name}' has {type.Name()}{shape}. Put numbers into bins first.");

    public static ArgumentException NothingToProposeFrom(RowSource rows) => new($"{rows.Description} has no rows, and layers are proposed from what rows show.", nameof(rows));

    public static ArgumentException NoTableInput(Model model, Input input) =>
        new($"{model}: the input '{input.Name}' has the shape {input.Shape}, and a column of a table is (batch, 1). Give the model its data by name.");

    public static ArgumentException InLaterRows(RowSource source, long before, ArgumentException fault) =>
        new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{fault.Message} Its rows are counted from row {before} of {source.Description}, where the batch begins."), fault);

    public static ArgumentException NoIntegerOf32Bits(string column, int row, long value) =>
        new($"Column '{column}', row {row} (the first row is 0): {value.ToString(System.Globalization.CultureInfo.InvariantCulture)} is beyond int32, which the input takes. The file that the model came from says so; declare the input as int64.");
}
