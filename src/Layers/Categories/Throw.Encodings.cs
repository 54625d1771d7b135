using Layers.Graphs;

namespace Layers;

internal static partial class Throw
{
    public static LayerException NeedsRowsOfCategories(Layer layer, Shape received) =>
        new(layer.Name, $"{layer} handles each column separately, so its input must have two axes: (batch, features). Received shape " +
            $"{received}.");

    public static LayerException AllValuesMissing(Layer layer, int column, AdaptState state) =>
        new(layer.Name, $"{layer}: column {Invariant(column)}{NameOf(column, state)} is missing in all of the {Invariant(state.Rows)} " +
            "rows, so there is no text to replace it with. Columns count from 0. Leave the column out, or use " +
            "TextImputationStrategy.Constant.");

    public static LayerException NoCategories(Layer layer, int? column) =>
        new(layer.Name, $"{layer}: categories must have one list for each column, with one or more categories each. Received " +
            $"{(column is { } c ? $"none for column {Invariant(c)} (the first is 0)" : "no list")}. Leave them out to learn them with " +
            "Adapt.");

    public static LayerException NullCategory(Layer layer, int column, int index) =>
        new(layer.Name, $"{layer}: a category must not be null. Category {Invariant(index)} of column {Invariant(column)} is null (both " +
            "count from 0). Use the text of missingText for missing values.");

    public static LayerException RepeatedCategory(Layer layer, int column, object value, int first, int second) =>
        new(layer.Name, $"{layer}: a column must have each category once (texts are compared by UTF-8 bytes). '{value}' is both category " +
            $"{Invariant(first)} and {Invariant(second)} of column {Invariant(column)} (all count from 0). Remove one.");

    public static LayerException OtherColumns(Layer layer, int expected, long received) =>
        new(layer.Name, $"{layer} has the categories of {Invariant(expected)} {Nouns.Noun(expected, "column")}. Received " +
            $"{Invariant((int)received)}. Pass the columns that the layer was adapted to, in the same order, or adapt another layer.");

    public static LayerException UnknownColumnCount(Layer layer, Shape shape) =>
        new(layer.Name, $"{layer} has separate categories for each column, so the number of columns must be known. Received shape " +
            $"{shape}. Give the number of columns in the shape of the input.");

    public static LayerException WrongCategoryType(Layer layer, DType expected, Value x) =>
        new(layer.Name, $"{layer} has {(expected == DType.String ? "texts" : "integers")} as categories. Received " +
            $"{new TensorType(x.Type, x.Shape)}. " +
            $"{(expected == DType.String ? "Convert the integers to texts" : "Convert the texts to integers")}, or adapt another layer " +
            "to this data.");

    public static LayerException WidthNotKnown(Layer layer) =>
        new(layer.Name, $"{layer} does not know its categories, and the layers after it are built for the number of its output columns. " +
            "Call Adapt on the layer before you use it in a model, or give it the categories.");

    public static LayerException ChangedWidth(Layer layer, long expected, long received) =>
        new(layer.Name, $"{layer} is in a model that was built for its {expected} output columns; with the new categories it has " +
            $"{received}. Adapt a new layer and build a new model with it.");

    public static LayerException WrongInfrequentListCount(Layer layer, int expected, int received) =>
        new(layer.Name, $"{layer}: infrequent must have one list for each column of categories, or null for a column without infrequent " +
            $"categories. Expected {Invariant(expected)}, received {Invariant(received)}.");

    public static LayerException WrongEncodingListCount(Layer layer, int columns, int targets, int received) =>
        new(layer.Name, $"{layer}: encodings must have one list for each column and each number of targetMean. Expected " +
            $"{Invariant(columns)} × {Invariant(targets)} lists, received {Invariant(received)}.");

    public static LayerException WrongEncodingCount(Layer layer, int column, int expected, int received) =>
        new(layer.Name, $"{layer}: encodings must have one number for each category. Column {Invariant(column)} (the first is 0) has " +
            $"{Nouns.Of(expected, "category")}. Received {Nouns.Of(received, "number")}.");

    public static LayerException InfrequentIndexOutOfRange(Layer layer, int place, int column, int count) =>
        new(layer.Name, $"{layer}: infrequent must have indices of categories. Column {Invariant(column)} has the indices 0 to " +
            $"{Invariant(count - 1)} (columns count from 0 too). Received {Invariant(place)}.");

    public static LayerException NoOutputColumns(Layer layer) =>
        new(layer.Name, $"{layer} has no output column: each column has a single category, which is dropped. Leave these columns out, or " +
            $"use drop: {DroppedCategory.IfBinary}.");

    public static LayerException NoCategoryInColumn(AdaptiveLayer layer, int column, AdaptState state) =>
        new(layer.Name, $"{layer} found no category in column {Invariant(column)}{NameOf(column, state)} (the first is 0). " +
            "Check the data.");

    public static LayerException NoColumns(AdaptiveLayer layer, AdaptState state) =>
        new(layer.Name, $"{layer} learns the categories of columns, and the data has none: its shape is {state.DataShape}. Give it one " +
            "column or more.");

    public static LayerException UnknownValueIsAnIndex(Layer layer, long value, int column, int count) =>
        new(layer.Name, $"{layer}: unknownValue must not be the index of a category. It is {value}, and column {Invariant(column)} (the " +
            $"first is 0) has the indices 0 to {Invariant(count - 1)}. Choose a negative value.");

    public static LayerException WrongGivenCategoryType(Layer layer, bool areTexts) =>
        new(layer.Name, $"{layer} was given {(areTexts ? "texts" : "integers")} as categories, and the data holds " +
            $"{(areTexts ? "integers" : "texts")}. Give categories of the data's type.");

    public static LayerException OneClass(Layer layer, string only) =>
        new(layer.Name, $"{layer} learns from labels of two classes or more, and all of them are '{only}'. Check the labels, or use " +
            "TargetType.Continuous for numbers.");

    public static LayerException MoreThanTwoClasses(Layer layer, CategoryList classes) =>
        new(layer.Name, $"{layer}: labels of TargetType.Binary must have two classes. Received {Invariant(classes.Count)}: {classes}. " +
            "Use TargetType.Multiclass, or TargetType.Continuous for numbers.");

    public static LayerException NoLabelsLeft(Layer layer) =>
        new(layer.Name, $"{layer} does not use the label of a row for the row's own encoding in training, and that needs the labels that " +
            "it learned from. It was loaded from a file without them. Call Adapt before Fit.");

    public static LayerException FewerRowsThanParts(Layer layer, long rows, int parts) =>
        new(layer.Name, $"{layer}: in training, rows are split into {Invariant(parts)} folds (cv), and the layer has learned from " +
            $"{Invariant(rows)} {Nouns.Noun(rows, "row")}. Adapt it to more rows, or choose fewer folds.");

    // The name of a column, if it is known.
    private static string NameOf(int column, AdaptState state) => state.FeatureNames is { } names ? $" ('{names[column]}')" : "";

    public static InvalidDataException SavedCategories(string owner, string fault) =>
        new($"{owner}: saved categories must have one list for each column, and this file has {fault}. The file is damaged.");
}
