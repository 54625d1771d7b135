using System.Globalization;

namespace Layers;

/// <summary>Compares the categories of some rows with those of training.</summary>
internal static class CategorySkew
{
    // As for numbers, chance exceeds the limits less than once in a thousand times. The quantile 0.999 of the normal distribution is
    // 3.0902.
    private const double Chance = 0.001, Deviations = 3.29, Normal = 3.0902;

    // Categories that are expected less often are joined, so that χ² holds.
    private const double FewestExpected = 5;

    private const int MostNamed = 5;

    /// <summary>Compares a column.</summary>
    /// <param name="training">The values that training saw.</param>
    /// <param name="rows">The values of the rows.</param>
    /// <param name="index">The index of the column, from 0.</param>
    /// <param name="name">The name of the column; null for none.</param>
    /// <param name="missingText">The text that a missing text became, which is no category; null if a missing text has no value.</param>
    public static FeatureSkew Of(ColumnCounts training, ColumnCounts rows, int index, string? name, string? missingText)
    {
        var (was, missingBefore) = Present(training.Ordered, missingText);
        var (now, missing) = Present(rows.Ordered, missingText);
        var findings = new List<(SkewVerdict Verdict, string Reason)>();
        var (newShare, goneShare, stability) = (double.NaN, double.NaN, double.NaN);
        IReadOnlyList<string> fresh = [], gone = [];
        if (training.Total > 0 && rows.Total > 0 && SkewCheck.Missing(missing, rows.Total, missingBefore, training.Total) is { } finding)
            findings.Add(finding);
        if (was.Total > 0 && now.Total > 0)
        {
            (newShare, fresh) = New(training, now);
            // The values that training saw once are about as frequent as those that it did not see (Good, 1953).
            var expected = (double)was.Counts.Count(count => count == 1) / was.Total;
            if (Exceeds(newShare, now.Total, expected, was.Total))
                findings.Add(
                    (SkewCheck.Graded(newShare - expected, 0.01, 0.1),
                    string.Create(CultureInfo.InvariantCulture, $"{newShare:P1} in new categories: {Named(fresh)}")));
            (goneShare, gone) = Gone(rows, was, now.Total);
            if (gone.Count > 0)
                findings.Add(
                    (SkewCheck.Graded(goneShare, 0.01, 0.1),
                    string.Create(CultureInfo.InvariantCulture, $"{goneShare:P1} of training in categories that are gone: {Named(gone)}")));
            (stability, var freedom) = Index(rows, was, now.Total);
            if (freedom > 0 && stability > ChiSquared(freedom) * (1.0 / now.Total + 1.0 / was.Total))
                findings.Add(
                    (SkewCheck.Graded(stability, 0.1, 0.25),
                    string.Create(CultureInfo.InvariantCulture,
                    $"population stability index {stability:G3}, the largest move {Largest(rows, was, now.Total)}")));
        }
        return new FeatureSkew
        {
            Index = index,
            Name = name,
            Count = now.Total,
            MissingShare = missing,
            TrainingMissingShare = missingBefore,
            NewCategoryShare = newShare,
            NewCategories = fresh,
            GoneCategories = gone,
            PopulationStabilityIndex = stability,
            Verdict = findings.Select(finding => finding.Verdict).DefaultIfEmpty().Max(),
            Reason = string.Join("; ", findings.Where(finding => finding.Verdict != SkewVerdict.Alike).Select(finding => finding.Reason)),
        };
    }

    // Returns the values that are not missing, and the share of the missing values. Integers and tokens are never missing.
    private static (ValueCounts Values, double Missing) Present(ValueCounts all, string? missingText)
    {
        if (!all.AreTexts || missingText is null) return (all, double.NaN);
        var place = Enumerable.Range(0, all.Distinct).FirstOrDefault(i => all.Texts[i] == missingText, -1);
        if (place < 0) return (all, 0);
        string[] texts = [.. Others(all.Texts)];
        var missing = all.Counts[place];
        return (new ValueCounts(texts, [.. Others(all.Counts)], [.. Others(all.Documents)], all.Total - missing),
            SkewCheck.Share(missing, all.Total));

        IEnumerable<T> Others<T>(IEnumerable<T> values) => values.Where((_, i) => i != place);
    }

    private static (double Share, IReadOnlyList<string> Values) New(ColumnCounts training, ValueCounts now)
    {
        var (count, values) = (0L, new List<string>());
        for (var i = 0; i < now.Distinct; i++)
        {
            if (CountOf(training, now, i) > 0) continue;
            count += now.Counts[i];
            values.Add(now.TextOf(i));
        }
        return ((double)count / now.Total, values);
    }

    private static (double Share, IReadOnlyList<string> Values) Gone(ColumnCounts rows, ValueCounts was, long checkedValues)
    {
        var (count, values) = (0L, new List<string>());
        for (var i = 0; i < was.Distinct; i++)
        {
            // The probability that all occurrences are in training, if both sets of values have the same distribution. Each category is a
            // further test (Bonferroni).
            var chance = Math.Pow((double)was.Total / (was.Total + checkedValues), was.Counts[i]);
            // The categories that follow are rarer, so their absence says less.
            if (chance * was.Distinct > Chance) break;
            if (CountOf(rows, was, i) > 0) continue;
            count += was.Counts[i];
            values.Add(was.TextOf(i));
        }
        return ((double)count / was.Total, values);
    }

    // The bins are the categories of training that are frequent enough, and one bin of all others.
    private static (double Index, int Freedom) Index(ColumnCounts rows, ValueCounts was, long checkedValues)
    {
        var (n, m) = ((double)checkedValues, (double)was.Total);
        var (index, bins, restNow, restWas) = (0.0, 0, n, m);
        for (var i = 0; i < was.Distinct && was.Counts[i] * n / m >= FewestExpected && was.Counts[i] >= FewestExpected; i++)
        {
            var count = (double)CountOf(rows, was, i);
            index += Term(count / n, was.Counts[i] / m, n, m);
            (bins, restNow, restWas) = (bins + 1, restNow - count, restWas - was.Counts[i]);
        }
        if (restNow > 0 || restWas > 0)
        {
            index += Term(restNow / n, restWas / m, n, m);
            bins++;
        }
        return (index, bins - 1);
    }

    // An empty bin counts as half a value, so that the logarithm is finite.
    private static double Term(double actual, double expected, double n, double m)
    {
        (actual, expected) = (Math.Max(actual, 0.5 / n), Math.Max(expected, 0.5 / m));
        return (actual - expected) * Math.Log(actual / expected);
    }

    private static string Largest(ColumnCounts rows, ValueCounts was, long checkedValues)
    {
        var (at, most) = (0, -1.0);
        for (var i = 0; i < was.Distinct; i++)
        {
            var move = Math.Abs((double)CountOf(rows, was, i) / checkedValues - (double)was.Counts[i] / was.Total);
            if (move > most) (at, most) = (i, move);
        }
        var now = (double)CountOf(rows, was, at) / checkedValues;
        return string.Create(CultureInfo.InvariantCulture,
            $"{VocabularyReport.Shown(was.TextOf(at))} from {(double)was.Counts[at] / was.Total:P1} to {now:P1}");
    }

    private static long CountOf(ColumnCounts column, ValueCounts values, int i) =>
        values.AreTexts ? column.Texts?.CountOf(values.Texts[i]) ?? 0 : column.Integers?.CountOf(values.Integers[i]) ?? 0;

    private static bool Exceeds(double a, long n, double b, long m)
    {
        var pooled = (a * n + b * m + 0.5) / (n + m + 1.0);
        return a - b > Deviations * Math.Sqrt(pooled * (1 - pooled) * (1.0 / n + 1.0 / m));
    }

    // The quantile 0.999 of χ², by Wilson and Hilferty (1931).
    private static double ChiSquared(int freedom)
    {
        var spread = 2.0 / (9 * freedom);
        return freedom * Math.Pow(1 - spread + Normal * Math.Sqrt(spread), 3);
    }

    private static string Named(IReadOnlyList<string> values) =>
        string.Join(", ", values.Take(MostNamed).Select(VocabularyReport.Shown))
            + (values.Count > MostNamed ? $", … ({values.Count.ToString(CultureInfo.InvariantCulture)} in all)" : "");
}
