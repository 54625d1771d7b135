using System.Globalization;

namespace Layers;

/// <summary>The rules that propose layers for columns, similar to those of skrub's TableVectorizer.</summary>
internal static class Proposing
{
    // In fewer rows, distinct values do not indicate an identifier.
    private const int FewRows = 10;

    // Texts with at least this average number of words are free text; others are categories.
    private const double FreeText = 3;

    /// <summary>Proposes a feature for a column, with the reason.</summary>
    /// <returns>The feature, or null if the column is left out; and the reason.</returns>
    public static (Feature? Feature, string Reason) Of(ColumnSample column, ProposeOptions options)
    {
        if (column.Count == 0) return (null, "no value in the sample");
        if (column.Distinct == 1 && column.Missing == 0) return (null, $"every value is {Short(column.Example)}: no information");
        return column.Type switch
        {
            ColumnType.Number or ColumnType.Integer => OfNumbers(column),
            ColumnType.Boolean =>
                (Feature.Of(column.Name, column.Missing > 0 ? [new Imputation(ImputationStrategy.Median)] : []),
                $"true and false, as 1 and 0{Missing(column, " by the median")}"),
            _ => OfTexts(column, options),
        };
    }

    private static (Feature?, string) OfNumbers(ColumnSample column)
    {
        if (column.IsNearlyConsecutive && column.Count >= FewRows)
            return (null, "distinct, nearly consecutive whole numbers: an identifier, left out");
        if (column.Distinct == 1)
            return (Feature.Of(column.Name, new MissingIndicator(IndicatedFeatures.All)), string.Create(CultureInfo.InvariantCulture,
                $"{Short(column.Example)} or missing: an indicator of missing values ({column.Missing:N0} missing)"));
        Layer[] layers = column.Missing > 0 ? [new Imputation(), new Normalization()] : [new Normalization()];
        return (Feature.Of(column.Name, layers),
            string.Create(CultureInfo.InvariantCulture,
            $"numbers from {column.Least:G6} to {column.Largest:G6}{Missing(column, " by the mean")}"));
    }

    private static (Feature?, string) OfTexts(ColumnSample column, ProposeOptions options)
    {
        if (column.AreDates) return OfDates(column);
        var isFree = column.WordsPerText >= FreeText;
        if (column.AreDistinct && column.Count >= FewRows && !isFree) return (null, "every value differs: an identifier, left out");
        var missing = column.Missing > 0 ? string.Create(CultureInfo.InvariantCulture, $", and {column.Missing:N0} missing") : "";
        var words = $"{Nouns.Of(column.Distinct, "different text")} in {Nouns.Of(column.Count, "row")}{missing}";
        if (column.Distinct <= options.MostCategories && !(isFree && column.AreDistinct))
            return (Feature.StringCategorical(column.Name),
                $"{words}: an output column for each; an unknown text goes into the first, [UNK]");
        if (isFree)
            return (Feature.Of(column.Name, new TextVectorization(options.MostWords, outputMode: OutputMode.TfIdf)),
                string.Create(CultureInfo.InvariantCulture, $"texts of {column.WordsPerText:F1} words: TF-IDF of their words; ") +
                "an unknown word counts in the first column, [UNK]");
        return (Feature.StringHashed(column.Name, options.HashBins), string.Create(CultureInfo.InvariantCulture,
            $"{words}: too many for an output column each, so {options.HashBins} hash bins; ") +
            "an unknown text goes into the bin of its hash");
    }

    // Months and weekdays are not encoded as cyclic, because that depends on the meaning of the data.
    private static (Feature?, string) OfDates(ColumnSample column)
    {
        var parts = DatePart.Year | DatePart.Month | DatePart.Day | DatePart.Weekday | (column.HaveTimes ? DatePart.Hour : DatePart.None);
        return (Feature.Of(column.Name,
            [new DateParts(parts), .. column.Missing > 0 ? new Layer[] { new Imputation() } : [], new Normalization()]),
            $"dates such as {Short(column.Example)}: year, month, day, " +
            $"weekday{(column.HaveTimes ? " and hour" : "")}{Missing(column, " by the means")}");
    }

    private static string Missing(ColumnSample column, string by) =>
        column.Missing == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
        $"; {column.Missing:N0} of {column.Count + column.Missing:N0} missing, filled{by}");

    private static string Short(string text) => text.Length > 32 ? $"'{text[..31]}…'" : $"'{text}'";
}
