using System.Globalization;

namespace Layers.ScikitLearn;

/// <summary>The categories of one column of a fitted encoder: texts or integers, and their names in scikit-learn.</summary>
internal sealed class FittedCategories
{
    private FittedCategories(CategoryList list, string[] names, ColumnType type, int? missing) =>
        (List, Names, Type, Missing) = (list, names, type, missing);

    public CategoryList List { get; }

    /// <summary>Each category as Python's <c>str</c> writes it: <c>1.0</c> for the number 1 in a column of floats.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The type of a column with these categories.</summary>
    public ColumnType Type { get; }

    /// <summary>The index of the category for a missing text, which is the empty text in Layers; null for none.</summary>
    public int? Missing { get; }

    /// <summary>Reads the categories of a column.</summary>
    /// <param name="fields">The encoder.</param>
    /// <param name="field">The name of the field with the categories.</param>
    /// <param name="found">The array or list of one column.</param>
    /// <param name="column">The index of the column, from 0; null for labels.</param>
    public static FittedCategories Of(FittedFields fields, string field, object? found, int? column)
    {
        var values = fields.List(field, found);
        if (values.Count == 0) throw Throw.FieldsDiffer(fields, $"a column has no categories in {field}");
        string[] names = [.. values.Select(PythonText.Of)];
        if (values.All(value => value is string or null or double.NaN) && values.Any(value => value is string))
            return OfTexts(fields, values, names, column);
        if (values.All(value => value is bool))
            return new(CategoryList.Of(values.Select(value => (bool)value! ? 1L : 0)), names, ColumnType.Boolean, null);
        if (values.All(value => value is long))
            return new(CategoryList.Of(values.Select(value => (long)value!)), names, ColumnType.Integer, null);
        if (values.Any(value => value is null or double.NaN))
            throw Throw.Setting(fields, $"a missing value among the categories{At(column)}, which are numbers",
                "lookups of numbers have no category for NaN. " +
                "Write the column as text before it is fitted, or fill missing values before.");
        if (values.All(value => value is double or long or bool))
        {
            double[] numbers = [.. values.Select(value => Convert.ToDouble(value, CultureInfo.InvariantCulture))];
            if (!numbers.All(number => number == Math.Floor(number) && Math.Abs(number) < 9e15))
                throw Throw.Setting(fields, $"the categories {Some(names)}{At(column)}",
                    "lookups of numbers have whole ones as keys. Put the column into bins, or write it as text before it is fitted.");
            return new(CategoryList.Of(numbers.Select(number => (long)number)), names, ColumnType.Number, null);
        }
        throw Throw.Setting(fields, $"the categories {Some(names)}{At(column)}, of several types",
            "a column of a table holds texts, or numbers. Write all of it as text before it is fitted.");
    }

    private static FittedCategories OfTexts(FittedFields fields, IReadOnlyList<object?> values, string[] names, int? column)
    {
        int[] missing = [.. values.Index().Where(pair => pair.Item is not string).Select(pair => pair.Index)];
        if (missing.Length > 1)
            throw Throw.Setting(fields, $"both None and nan among the categories{At(column)}",
                "a column has one missing text here. Make all missing values None before it is fitted.");
        if (missing.Length == 1 && values.Contains(""))
            throw Throw.Setting(fields, $"both a missing value and the empty text among the categories{At(column)}",
                "the empty text stands for a missing one here. Write one of them as another text before it is fitted.");
        return new(CategoryList.Of(values.Select(value => value as string ?? "")), names, ColumnType.Text, missing.Length == 1
            ? missing[0] : null);
    }

    /// <summary>Returns the first few categories as text.</summary>
    private static string Some(string[] names) => names.Length > 5 ? $"{string.Join(", ", names[..5])}, …" : string.Join(", ", names);

    private static string At(int? column) => column is { } c ? string.Create(CultureInfo.InvariantCulture, $" of column {c}") : "";
}
