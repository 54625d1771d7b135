namespace Layers;

/// <summary>A comparison of predicted probabilities with observed shares, in bins of equal width. If a model is well calibrated, a
/// prediction with a probability of 80 % is true in 80 of 100 rows.</summary>
/// <remarks>The numbers are those of scikit-learn's <c>calibration_curve</c> with <c>strategy="uniform"</c>. The expected calibration error
/// is the mean of the absolute difference between the mean probability and the share in each bin, weighted by the number of rows in the bin
/// (Naeini et al., 2015). Sources: <see href="https://scikit-learn.org/stable/modules/calibration.html#calibration-curves"/>,
/// <see href="https://doi.org/10.1609/aaai.v29i1.9602"/>.</remarks>
/// <example><code>
/// bool[] rained = [false, true, true, true];
/// double[] said = [0.1, 0.4, 0.8, 0.9];
/// Console.WriteLine(Calibration.Of(rained, said, bins: 2));
/// // expected calibration error 0.2, 4 rows
/// // probability  mean probability  share true  rows
/// // 0 to 0.5                0.250       0.500     2
/// // 0.5 to 1                0.850       1.000     2
/// </code></example>
public sealed class Calibration
{
    internal Calibration(string? of, IReadOnlyList<CalibrationBin> bins)
    {
        (Subject, Bins) = (of, Array.AsReadOnly([.. bins]));
        Count = bins.Sum(bin => bin.Count);
        ExpectedError = bins.Sum(bin => bin.Count * Math.Abs(bin.ShareTrue - bin.MeanProbability)) / Count;
    }

    /// <summary>The event that has these probabilities, if a model predicted them: for example <c>Gentoo</c>, or <c>the likeliest
    /// class</c>. <see langword="null"/> if the event is not known.</summary>
    public string? Subject { get; }

    /// <summary>The bins that have rows, from the lowest.</summary>
    public IReadOnlyList<CalibrationBin> Bins { get; }

    /// <summary>The number of rows.</summary>
    public long Count { get; }

    /// <summary>The expected calibration error, from 0 to 1.</summary>
    public double ExpectedError { get; }

    /// <summary>Compares probabilities with what was observed.</summary>
    /// <param name="isTrue">Whether the event happened, for each row.</param>
    /// <param name="probability">The predicted probability of the event for each row, from 0 to 1.</param>
    /// <param name="bins">The number of bins of equal width between 0 and 1, 1 or more; default 10.</param>
    /// <exception cref="ArgumentException">There are no rows, or the two lists have different lengths; a probability is not from 0 to 1; or
    /// the number of bins is not positive.</exception>
    public static Calibration Of(IReadOnlyList<bool> isTrue, IReadOnlyList<double> probability, int bins = 10)
    {
        ArgumentNullException.ThrowIfNull(probability);
        return Of(isTrue, probability.Count, row => probability[row], bins);
    }

    /// <inheritdoc cref="Of(IReadOnlyList{bool}, IReadOnlyList{double}, int)"/>
    public static Calibration Of(IReadOnlyList<bool> isTrue, IReadOnlyList<float> probability, int bins = 10)
    {
        ArgumentNullException.ThrowIfNull(probability);
        return Of(isTrue, probability.Count, row => probability[row], bins);
    }

    /// <summary>Returns the expected calibration error, then a line for each bin that has rows.</summary>
    public override string ToString()
    {
        List<string[]> lines = [["probability", "mean probability", "share true", "rows"]];
        lines.AddRange(Bins.Select(bin => new[]
        {
            $"{AlignedText.Real(bin.Above)} to {AlignedText.Real(bin.UpTo)}", AlignedText.Share(bin.MeanProbability),
            AlignedText.Share(bin.ShareTrue), AlignedText.Integer(bin.Count),
        }));
        return $"{(Subject is null ? "" : $"{OneLine.Of(Subject)}: ")}expected calibration error {AlignedText.Real(ExpectedError)}, " +
            $"{AlignedText.Count(Count, "row")}\n{AlignedText.Of(lines)}";
    }

    private static Calibration Of(IReadOnlyList<bool> isTrue, int count, Func<int, double> probability, int bins)
    {
        ArgumentNullException.ThrowIfNull(isTrue);
        if (isTrue.Count != count) throw Throw.PairsDiffer("observations", isTrue.Count, "probabilities", count);
        if (count == 0) throw Throw.NothingToCompare(nameof(Calibration));
        if (bins < 1) throw Throw.BadTrainingArgument(nameof(bins), "1 or more", bins);
        var sums = new CalibrationSums(bins);
        for (var row = 0; row < count; row++)
        {
            if (probability(row) is not (>= 0 and <= 1) and var value) throw Throw.NotAProbabilityOfRow(value, row);
            sums.Add(isTrue[row], probability(row));
        }
        return sums.Result(null);
    }
}
