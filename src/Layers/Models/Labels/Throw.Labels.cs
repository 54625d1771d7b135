using System.Globalization;

namespace Layers;

internal static partial class Throw
{
    public static ArgumentException LossTakesNumbers(Model model, string output, Loss? loss, string? column) =>
        new($"{model}: {Labels(column)} of the output {output} are texts, and " +
            $"{(loss is null ? "the output has no loss" : $"the loss {loss.Name} takes numbers")}. " +
            $"Compile with a loss for classes, such as {nameof(Loss)}.{nameof(Loss.SparseCategoricalCrossentropy)} or " +
            $"{nameof(Loss)}.{nameof(Loss.BinaryCrossentropy)}, or give numbers.");

    public static ArgumentException BlankLabels(Model model, string? column, int[] rows, bool areTexts) =>
        new($"{model}: {Labels(column)} are blank or missing in {Nouns.Of(rows.Length, "row")}, the first of " +
            $"them {string.Join(", ", rows.Take(5).Select(row => Nouns.Of(row)))} (the first row is 0). " +
            $"Leave these rows out{(areTexts ? ", or give them a class of their own" : "")}.");

    public static ArgumentException DatesAsLabels(Model model, string column) =>
        new($"{model}: column '{column}' has dates, and dates cannot be classes. Convert them to texts or numbers.");

    public static ArgumentException TextsInSeveralLabelColumns(Model model, string column) =>
        new($"{model}: column '{column}' has texts or dates. Several columns of labels for one output must be numbers or Booleans. Give " +
            "one column of texts, or an output for each column.");

    public static ArgumentException LabelNotKnown(Model model) =>
        new($"{model} does not know which column its labels come from: it was not fitted with a table. Give the column with the " +
            "parameter label.", "label");

    public static ArgumentException ColumnsByPosition(Model model, IReadOnlyList<string> columns) =>
        new($"{model}: its features have no names, and the table has {Nouns.Of(columns.Count, "column")} besides the labels " +
            $"({Some(columns)}), which do not fit its input by position. " +
            "Adapt a layer from the table, start the model with a FeatureSpace, or select the columns.", "rows");

    public static ArgumentException OneClass(Model model, string output, string? column, CategoryList classes) =>
        new($"{model}: {Labels(column)} of the output {output} have a single class, {classes}. A classifier needs at least two.");

    public static ArgumentException ClassesAndUnits(Model model, string output, string? column, CategoryList classes, long units) =>
        new($"{model}: {Labels(column)} have {Classes(classes)}, and the output {output} has {Nouns.Of(units, "unit")}. " +
            (units == 1
                ? "One unit distinguishes two classes. For more, end the model with one unit for each class and a softmax, and compile " +
                    "it with a categorical loss."
                : "The last layer needs a unit for each class."));

    public static ArgumentException ClassesNotKnown(Model model, string output, string? column) =>
        new($"{model}: {Labels(column)} of the output {output} are classes, and the model does not know their order. Fit it with these " +
            $"labels, or set the classes with {nameof(Model.SetClasses)}.");

    public static ArgumentException UnknownLabel(Model model, string output, string? column, string label, string place,
        CategoryList classes) =>
        new($"{model}: the label '{label}' of {place} (the first row is 0) is not a class of the output " +
            $"{output}{(column is null ? "" : $" (column '{column}')")}. It has {Classes(classes)}." +
            Nearest.Hint(label, classes.Names));

    public static ArgumentException WrongLabelType(Model model, string output, string? column, CategoryList classes) =>
        new($"{model}: {Labels(column)} are {(classes.AreTexts ? "integers" : "texts")}, and the classes of the output {output} are " +
            $"{(classes.AreTexts ? "texts" : "integers")}: {Classes(classes)}.");

    public static ArgumentException TwoClasses(IReadOnlyList<string> classes) =>
        new($"An output needs at least two classes. Received {(classes.Count == 0 ? "none" : $"only '{classes[0]}'")}.", nameof(classes));

    public static ArgumentException WrongClassCount(Model model, string output, IReadOnlyList<string> classes, long units) =>
        new($"{model}: the output {output} has {Nouns.Of(units, "unit")}{(units == 1 ? ", which distinguishes two classes" : "")}, and " +
            $"{Nouns.Of(classes.Count, "class")} {(classes.Count == 1 ? "was" : "were")} given " +
            $"({string.Join(", ", classes.Take(10))}). Give " +
            $"{(units == 1 ? "two classes" : "one class for each unit")}.", nameof(classes));

    public static ArgumentException OutputNotNamed(Model model) =>
        new($"{model} has the outputs {string.Join(", ", model.OutputNames)}. Name the output that the classes belong to.", "output");

    private static string Labels(string? column) => column is null ? "the labels" : $"the labels of column '{column}'";

    private static string Classes(CategoryList classes) =>
        $"{Nouns.Of(classes.Count, "class")} ({string.Join(", ", classes.Names.Take(10))}{(classes.Count > 10 ? ", …" : "")})";
}
