using Layers.Graphs;

namespace Layers;

internal static partial class Throw
{
    public static LayerException NeedsRowsOfCategories(Layer layer, Shape received) =>
        new(layer.Name, $"{layer} knows each column by itself, so its input has two axes: (batch, features). Received shape {received}.");

    public static LayerException NothingButMissing(Layer layer, int column, AdaptState state) =>
        new(layer.Name, $"{layer}: column {Invariant(column)}{NameOf(column, state)} is missing in all of the {Invariant(state.Rows)} rows, so there is nothing to put in its place. Columns count from 0. Leave the column out, or use TextImputationStrategy.Constant.");

    public static LayerException NoCategories(Layer layer, int? column) =>
        new(layer.Name, $"{layer}: categories have one list for each column, and each list one category or more. Received {(column is { } c ? $"none for column {Invariant(c)} (the first is 0)" : "no list")}. Leave them out to learn them with Adapt.");

    public static LayerException NullCategory(Layer layer, int column, int index) =>
        new(layer.Name, $"{layer}: a category must not be null. Category {Invariant(index)} of column {Invariant(column)} is (both count from 0). Put the word that stands for missing texts in its place, as missingText says it.");

    public static LayerException RepeatedCategory(Layer layer, int column, object value, int first, int second) =>
        new(layer.Name, $"{layer}: a column has each category once, texts compared by UTF-8 bytes. '{value}' is there as category {Invariant(first)} and {Invariant(second)} of column {Invariant(column)} (all count from 0). Remove one.");

    public static LayerException OtherColumns(Layer layer, int expected, long received) =>
        new(layer.Name, $"{layer} has the categories of {Invariant(expected)} column{(expected == 1 ? "" : "s")}. Received {Invariant((int)received)}. Give it the columns that it was adapted to, in their order, or adapt another layer.");

    public static LayerException OpenColumns(Layer layer, Shape shape) =>
        new(layer.Name, $"{layer} has categories of its own for each column, so it must know how many columns there are. Received shape {shape}. Say the number in the input.");

    public static LayerException OtherKindOfCategory(Layer layer, DType expected, Value x) =>
        new(layer.Name, $"{layer} has {(expected == DType.String ? "texts" : "integers")} as categories. Received {new TensorType(x.Type, x.Shape)}. " +
            $"{(expected == DType.String ? "Write integers as texts" : "Read texts as integers")}, or adapt another layer to such data.");

    public static LayerException WidthNotKnown(Layer layer) =>
        new(layer.Name, $"{layer} does not know its categories, and what follows is built for the columns that come out. Call Adapt on the layer before it is used in a model, or give it the categories.");

    public static LayerException OtherWidth(Layer layer, long expected, long received) =>
        new(layer.Name, $"{layer} is in a model that was built for its {expected} columns of output; the new categories have {received}. Adapt a new layer and build a new model with it.");

    public static LayerException InfrequentOfOtherColumns(Layer layer, int expected, int received) =>
        new(layer.Name, $"{layer}: infrequent has one list for each column of categories, null for a column where none are joined. Expected {Invariant(expected)}, received {Invariant(received)}.");

    public static LayerException EncodingsOfOtherColumns(Layer layer, int columns, int targets, int received) =>
        new(layer.Name, $"{layer}: encodings has one list for each column and each number of targetMean. Expected {Invariant(columns)} × {Invariant(targets)} lists, received {Invariant(received)}.");

    public static LayerException EncodingsOfOtherCategories(Layer layer, int column, int expected, int received) =>
        new(layer.Name, $"{layer}: encodings has one number for each category. Column {Invariant(column)} (the first is 0) has {Invariant(expected)} categories. Received {Invariant(received)} numbers.");

    public static LayerException InfrequentPlace(Layer layer, int place, int column, int count) =>
        new(layer.Name, $"{layer}: infrequent has the places of categories. Column {Invariant(column)} has the places 0 to {Invariant(count - 1)} (columns count from 0 too). Received {Invariant(place)}.");

    public static LayerException NothingLeft(Layer layer) =>
        new(layer.Name, $"{layer} has no column of output: each column has one category, and that is dropped. Leave such columns out, or use drop: {DroppedCategory.IfBinary}.");

    public static LayerException NothingOfColumn(AdaptiveLayer layer, int column, AdaptState state) =>
        new(layer.Name, $"{layer} found no category in column {Invariant(column)}{NameOf(column, state)} (the first is 0). Check the data.");

    public static LayerException NoColumns(AdaptiveLayer layer, AdaptState state) =>
        new(layer.Name, $"{layer} learns the categories of columns, and the data has none: its shape is {state.DataShape}. Give it one column or more.");

    public static LayerException UnknownValueIsAnIndex(Layer layer, long value, int column, int count) =>
        new(layer.Name, $"{layer}: unknownValue must be no index of a category. It is {value}, and column {Invariant(column)} (the first is 0) has the indices 0 to {Invariant(count - 1)}. Choose a negative value.");

    public static LayerException GivenOfOtherKind(Layer layer, bool areTexts) =>
        new(layer.Name, $"{layer} was given {(areTexts ? "texts" : "integers")} as categories, and the data holds {(areTexts ? "integers" : "texts")}. Give categories of the data's kind.");

    public static LayerException OneClass(Layer layer, string only) =>
        new(layer.Name, $"{layer} learns from labels of two classes or more, and all of them are '{only}'. Check the labels, or use TargetType.Continuous for numbers.");

    public static LayerException MoreThanTwoClasses(Layer layer, CategoryList classes) =>
        new(layer.Name, $"{layer}: labels of TargetType.Binary have two classes. Received {Invariant(classes.Count)}: {classes}. Use TargetType.Multiclass, or TargetType.Continuous for numbers.");

    public static LayerException NoLabelsLeft(Layer layer) =>
        new(layer.Name, $"{layer} leaves the label of a row out of the row's own value in training, and no longer has the labels that it learned from: its file had none. Call Adapt before Fit.");

    public static LayerException FewerRowsThanParts(Layer layer, long rows, int parts) =>
        new(layer.Name, $"{layer}: in training, rows fall into {Invariant(parts)} parts (cv), and it has learned from {Invariant(rows)} row{(rows == 1 ? "" : "s")}. Adapt it to more rows, or choose fewer parts.");

    // What a column is called, where that is known.
    private static string NameOf(int column, AdaptState state) => state.FeatureNames is { } names ? $" ('{names[column]}')" : "";

    public static InvalidDataException SavedCategories(string owner, string fault) =>
        new($"{owner}: saved categories have one list for each column, and this file has {fault}. The file is damaged.");
}
