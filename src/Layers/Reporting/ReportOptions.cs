namespace Layers;

/// <summary>What a <see cref="ModelReport"/> has, and how much of it.</summary>
/// <example><code>
/// model.Report(today, new ReportOptions { Label = "Species", Beside = lastYears }).Save("report.html");
/// </code></example>
public sealed record ReportOptions
{
    /// <summary>What stands above it; <see langword="null"/>, the default, for the model's name.</summary>
    public string? Title { get; init; }

    /// <summary>The column of labels in rows of a table; <see langword="null"/>, the default, for those that the model was fitted with,
    /// where the rows have them.</summary>
    public string? Label { get; init; }

    /// <summary>Another model that is shown beside this one, on the same rows; <see langword="null"/>, the default, for none.</summary>
    public Model? Beside { get; init; }

    /// <summary>How often the values of each column are shuffled to find out how much the model needs it, 0 or more; default 5. With 0 it
    /// is not found out.</summary>
    public int Repeats { get; init; } = 5;

    /// <summary>Decides how values are shuffled, and which rows are taken for that; default 0.</summary>
    public long Seed { get; init; }

    /// <summary>The most rows that are measured for each shuffling, 1 or more; default 1,000. Of more rows so many are drawn.</summary>
    public int ImportanceRows { get; init; } = 1000;

    /// <summary>The most features that have a picture, 0 or more; default 30: those that moved most, then those that the model needs most.
    /// The others are counted.</summary>
    public int MostFeatures { get; init; } = 30;

    /// <summary>Refuses what is out of range.</summary>
    internal ReportOptions Checked()
    {
        if (Repeats < 0) throw Throw.BadReportOption(nameof(Repeats), "0 or more", Repeats);
        if (ImportanceRows < 1) throw Throw.BadReportOption(nameof(ImportanceRows), "1 or more", ImportanceRows);
        if (MostFeatures < 0) throw Throw.BadReportOption(nameof(MostFeatures), "0 or more", MostFeatures);
        return this;
    }
}
