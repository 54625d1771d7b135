namespace Layers;

/// <summary>The options of a <see cref="ModelReport"/>.</summary>
/// <example><code>
/// model.Report(today, new ReportOptions { Label = "Species", Beside = lastYears }).Save("report.html");
/// </code></example>
public sealed record ReportOptions
{
    /// <summary>The title; <see langword="null"/>, the default, for the model's name.</summary>
    public string? Title { get; init; }

    /// <summary>The column of labels in a table; <see langword="null"/>, the default, for the columns that the model was fitted with, if
    /// the rows have them.</summary>
    public string? Label { get; init; }

    /// <summary>Another model to show beside this one, on the same rows; <see langword="null"/>, the default, for none.</summary>
    public Model? Beside { get; init; }

    /// <summary>The number of times that the values of each column are shuffled to measure its importance, 0 or more; default 5. With 0 no
    /// importance is measured.</summary>
    public int Repeats { get; init; } = 5;

    /// <summary>The seed of the shuffling and of the sample of rows; default 0.</summary>
    public long Seed { get; init; }

    /// <summary>The most rows that are evaluated for each shuffling, 1 or more; default 1,000. From more rows a sample of this size is
    /// drawn.</summary>
    public int ImportanceRows { get; init; } = 1000;

    /// <summary>The most features that are shown with a chart, 0 or more; default 30: those that moved most, then the most important. Of
    /// the others, the report states only the number.</summary>
    public int MostFeatures { get; init; } = 30;

    /// <summary>Throws if a number is out of range.</summary>
    internal ReportOptions Checked()
    {
        if (Repeats < 0) throw Throw.BadReportOption(nameof(Repeats), "0 or more", Repeats);
        if (ImportanceRows < 1) throw Throw.BadReportOption(nameof(ImportanceRows), "1 or more", ImportanceRows);
        if (MostFeatures < 0) throw Throw.BadReportOption(nameof(MostFeatures), "0 or more", MostFeatures);
        return this;
    }
}
