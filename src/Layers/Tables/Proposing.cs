using System.Globalization;

namespace Layers;

/// <summary>The rules by which layers are proposed for columns, in the manner of skrub's TableVectorizer.</summary>
internal static class Proposing
{
    // Of fewer rows, that all differ says nothing.
    private const int FewRows = 10;

    // Texts of so many words and more are read, others are names.
    private const double FreeText = 3;

    /// <summary>What the space does with a column, and why.</summary>
    /// <returns>The feature; null where the column is left out.</returns>
    public static (Feature? Feature, string Reason) Of(ColumnSample column, ProposeOptions options)
    {
        if (column.Count == 0) return (null, "no value in the sample");
        if (column.Distinct == 1 && column.Missing == 0) return (null, $"every value is {Short(column.Example)}: it says nothing");
        return column.Type switch
        {
            ColumnType.Number or ColumnType.Integer => OfNumbers(column),
            ColumnType.Boolean => (Feature.Of(column.Name, column.Missing > 0 ? [new Imputation(ImputationStrategy.Median)] : []), $"true and false, as 1 and 0{Missing(column, " by the median")}"),
            _ => OfTexts(column, options),
        };
    }

    private static (Feature?, string) OfNumbers(ColumnSample column)
    {
        if (column.CountsOn && column.Count >= FewRows) return (null, "whole numbers that all differ and count on: an identifier, left out");
        if (column.Distinct == 1) return (Feature.Of(column.Name, new MissingIndicator(IndicatedFeatures.All)), string.Create(CultureInfo.InvariantCulture, $"{Short(column.Example)} or nothing: whether it is there ({column.Missing:N0} missing)"));
        Layer[] layers = column.Missing > 0 ? [new Imputation(), new Normalization()] : [new Normalization()];
        return (Feature.Of(column.Name, layers), string.Create(CultureInfo.InvariantCulture, $"numbers from {column.Least:G6} to {column.Largest:G6}{Missing(column, " by the mean")}"));
    }

    private static (Feature?, string) OfTexts(ColumnSample column, ProposeOptions options)
    {
        if (column.AreDates) return OfDates(column);
        var isFree = column.WordsPerText >= FreeText;
        if (column.AllDiffer && column.Count >= FewRows && !isFree) return (null, "every value differs: an identifier, left out");
        var missing = column.Missing > 0 ? string.Create(CultureInfo.InvariantCulture, $", and {column.Missing:N0} missing") : "";
        var words = string.Create(CultureInfo.InvariantCulture, $"{column.Distinct:N0} different texts in {column.Count:N0} rows{missing}");
        if (column.Distinct <= options.MostCategories && !(isFree && column.AllDiffer)) return (Feature.StringCategorical(column.Name), $"{words}: a column for each; an unknown text goes into the first, [UNK]");
        if (isFree) return (Feature.Of(column.Name, new TextVectorization(options.MostWords, outputMode: OutputMode.TfIdf)), string.Create(CultureInfo.InvariantCulture, $"texts of {column.WordsPerText:F1} words: what they are about; an unknown word counts in the first column, [UNK]"));
        return (Feature.StringHashed(column.Name, options.HashBins), string.Create(CultureInfo.InvariantCulture, $"{words}: too many for a column each, so {options.HashBins} bins; an unknown text goes into the bin of its hash"));
    }

    // Whether months and weekdays go around is for whoever knows what depends on them.
    private static (Feature?, string) OfDates(ColumnSample column)
    {
        var parts = DatePart.Year | DatePart.Month | DatePart.Day | DatePart.Weekday | (column.HaveTimes ? DatePart.Hour : DatePart.None);
        return (Feature.Of(column.Name, [new DateParts(parts), .. column.Missing > 0 ? new Layer[] { new Imputation() } : [], new Normalization()]),
            $"dates such as {Short(column.Example)}: year, month, day, weekday{(column.HaveTimes ? " and hour" : "")}{Missing(column, " by the means")}");
    }

    private static string Missing(ColumnSample column, string by) => column.Missing == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {column.Missing:N0} of {column.Count + column.Missing:N0} missing, filled{by}");

    private static string Short(string text) => text.Length > 32 ? $"'{text[..31]}…'" : $"'{text}'";
}
