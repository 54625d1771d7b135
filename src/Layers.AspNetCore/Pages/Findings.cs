namespace Layers.AspNetCore;

/// <summary>Finds out what in a row is unlike training: of a single row, values outside of a range, unknown categories, and values that are
/// missing.</summary>
internal static class Findings
{
    private const int MostOthers = 20;

    /// <summary>What is unlike training, by column.</summary>
    /// <param name="loaded">The model.</param>
    /// <param name="inputs">The row, as a tensor for each input.</param>
    /// <returns>Null where the model knows nothing of training.</returns>
    public static IReadOnlyList<Finding>? Of(LoadedModel loaded, TensorData[] inputs)
    {
        var skews = loaded.Model.CheckAllAndKeep(inputs)?.Skew.Features;
        var columns = loaded.Plan?.Columns ?? [];
        if (skews is null && columns.All(column => column.Range is null && column.Categories is null)) return null;
        var ofColumns = (skews ?? []).Where(skew => skew.Name is not null).ToLookup(skew => skew.Name!, StringComparer.Ordinal);
        var found = new List<Finding>();
        foreach (var column in columns)
            if (Of(column, inputs[column.Input], ofColumns[column.Name]) is { } text) found.Add(new Finding(column.Name, text));
        var names = columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        // What layers make of columns that are told of already is no news, but which column it came from is not known.
        found.AddRange((skews ?? []).Where(skew => skew.Verdict != SkewVerdict.Alike && (skew.Name is null || !names.Contains(skew.Name)))
            .Select(skew => new Finding(null, $"{Figures.Name(skew.Layer)}, {NameOf(skew)}: {skew.Reason}.")).Take(MostOthers));
        return found;
    }

    private static string? Of(ModelColumn column, TensorData input, IEnumerable<FeatureSkew> skews)
    {
        if (column.Length is null && column.Range is { } range && NumberOf(column, input) is var number && !double.IsNaN(number))
            return IsOutside(column, number, range) ? Outside(number, range) : null;
        // Of texts that are cut into words, a new word alone is nothing remarkable.
        if (column.Categories is not null && skews.FirstOrDefault(skew => skew.NewCategoryShare > 0) is { } fresh)
            return column.Length is null ? $"{Value(column, input)} was not among the values of training."
                : $"{string.Join(", ", fresh.NewCategories.Take(5).Select(Quoted))} was not among the values of training.";
        // A category that training saw may be one of those that the layer does not keep apart: that is like training.
        if (skews.All(skew => double.IsNaN(skew.NewCategoryShare)) && column is { Length: null, Categories: { } known }
            && ColumnCategories.Of(column, input) is { } category && !known.Contains(category))
            return $"{Value(column, input)} is none of the categories that the model knows.";
        var worst = skews.Where(skew => skew.Verdict != SkewVerdict.Alike).MaxBy(skew => skew.Verdict);
        if (worst is null) return null;
        return column.Length is null && worst.MissingShare > 0
            ? $"It is missing, and in training {Figures.Share(worst.TrainingMissingShare)} of the values were."
            : $"In {Figures.Name(worst.Layer)}: {worst.Reason}.";
    }

    private static string Outside(double number, (double Least, double Most) range)
    {
        var (value, least, most) = (ColumnField.Number(number), ColumnField.Number(range.Least), ColumnField.Number(range.Most));
        return range.Least < range.Most ? $"{value} is outside of training, which saw {least} to {most}."
            : $"{value} is new: training saw {least} alone.";
    }

    // A number that was rounded to the type of the column is compared with ends that are rounded as well.
    private static bool IsOutside(ModelColumn column, double number, (double Least, double Most) range) =>
        column.ElementType == DType.Float64 || column.ElementType.IsInteger() ? number < range.Least || number > range.Most
            : (float)number < (float)range.Least || (float)number > (float)range.Most;

    private static double NumberOf(ModelColumn column, TensorData input) =>
        input.Type == DType.String ? double.NaN : Casting.Cast(input, DType.Float64).ToArray<double>()[column.Place];

    private static string Value(ModelColumn column, TensorData input)
    {
        if (ColumnCategories.Of(column, input) is not { } category) return ColumnField.Number(NumberOf(column, input));
        return ColumnCategories.IsMissing(column, category) ? "A missing value" : Quoted(category);
    }

    private static string Quoted(string category) => $"'{Figures.Name(category)}'";

    private static string NameOf(FeatureSkew skew) =>
        skew.Name is { } name ? $"'{Figures.Name(name)}'" : $"feature {AlignedText.Integer(skew.Index)}";
}
