namespace Layers.AspNetCore;

/// <summary>Compares a row with the training data: finds values outside the range, unknown categories, and missing values.</summary>
internal static class Findings
{
    private const int MostOthers = 20;

    /// <summary>Returns the differences from training, by column.</summary>
    /// <param name="loaded">The model.</param>
    /// <param name="inputs">The row, as a tensor for each input.</param>
    /// <returns>The differences; null if the file of the model has no information about the training data.</returns>
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
        // A computed feature may repeat the difference of its column. Both are shown, because it is not known from which column the feature
        // was computed.
        found.AddRange((skews ?? []).Where(skew => skew.Verdict != SkewVerdict.Alike && (skew.Name is null || !names.Contains(skew.Name)))
            .Select(skew => new Finding(null, $"{Figures.Name(skew.Layer)}, {NameOf(skew)}: {skew.Reason}.")).Take(MostOthers));
        return found;
    }

    private static string? Of(ModelColumn column, TensorData input, IEnumerable<FeatureSkew> skews)
    {
        if (column.Length is null && column.Range is { } range && NumberOf(column, input) is var number && !double.IsNaN(number))
            return IsOutside(column, number, range) ? Outside(number, range) : null;
        // A column of texts that are split into words has no categories: a new word alone is not a difference.
        if (column.Categories is not null && skews.FirstOrDefault(skew => skew.NewCategoryShare > 0) is { } fresh)
            return column.Length is null ? $"{Value(column, input)} was not among the values of training."
                : $"{string.Join(", ", fresh.NewCategories.Take(5).Select(Quoted))} was not among the values of training.";
        // A category of the training data may have no index of its own in the layer, and is no difference. So the categories of the layer
        // are used only if the file does not have those of the training data.
        if (skews.All(skew => double.IsNaN(skew.NewCategoryShare)) && column is { Length: null, Categories: { } known }
            && ColumnCategories.Of(column, input) is { } category && !known.Contains(category))
            return $"{Value(column, input)} is not a category that the model knows.";
        var worst = skews.Where(skew => skew.Verdict != SkewVerdict.Alike).MaxBy(skew => skew.Verdict);
        if (worst is null) return null;
        return column.Length is null && worst.MissingShare > 0
            ? $"It is missing, and in training {Figures.Share(worst.TrainingMissingShare)} of the values were."
            : $"In {Figures.Name(worst.Layer)}: {worst.Reason}.";
    }

    private static string Outside(double number, (double Least, double Most) range)
    {
        var (value, least, most) = (ColumnField.Number(number), ColumnField.Number(range.Least), ColumnField.Number(range.Most));
        return range.Least < range.Most ? $"{value} is outside the range of training, {least} to {most}."
            : $"{value} is new: training had only {least}.";
    }

    // The number was rounded to the column's type, so the ends of the range are rounded too.
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
