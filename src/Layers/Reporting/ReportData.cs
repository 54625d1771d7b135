namespace Layers;

/// <summary>The rows of a report, as a model takes them.</summary>
/// <param name="Check">Compares the rows with training; returns null if no layer of the model knows the data that it was adapted
/// to.</param>
/// <param name="Examples">Returns the rows with their labels; null if they have none.</param>
/// <param name="Columns">Returns the places of the columns among the inputs, after the examples were made; none if they cannot be shuffled
/// one by one.</param>
/// <param name="WhyNoLabels">The reason why there are no labels; null if there are labels, or if none are expected.</param>
internal sealed record ReportData(Func<CheckedRows?> Check, Func<Examples>? Examples, Func<IReadOnlyList<ImportanceColumn>> Columns,
    string? WhyNoLabels)
{
    // In a tensor with more axes, such as a batch of images, a single feature has no meaning of its own.
    private const int MostRank = 3;

    /// <summary>Returns the data of a table, a file or a query.</summary>
    public static ReportData Of(Model model, RowSource rows, ReportOptions options, CancellationToken cancellation)
    {
        rows.Prepare(cancellation);
        var wanted = options.Label is { } label ? [label] : TableExamples.FittedLabels(model);
        var missing = wanted.FirstOrDefault(name => !rows.Columns.Contains(name, StringComparer.Ordinal));
        if (options.Label is not null && missing is not null) throw Throw.NoSuchLabel(rows, missing);
        var signature = model.Signature;
        rows = ModelTypes.Of(model, rows, cancellation);
        string[] columns = [.. signature.Inputs.Count > 0 ? signature.Inputs.Select(column => column.Name) : rows.Columns.Except(wanted)];
        var why = wanted.Count == 0 ? "The model does not know which column its labels come from, and the report was not told."
            : missing is not null ? $"The rows have no column '{missing}', which has the labels." : null;
        if (why is not null) return new ReportData(Check(rows), null, () => [], why);
        // The rows are used several times, so they are read once.
        var table = rows.ToTable(cancellation: cancellation);
        var examples = new TableExamples(model, table, wanted, cancellation);
        return new ReportData(Check(table), () => examples.Of(new LabelCoding(model, learns: false), null, "Report"), Places, null);

        // A model without anything to compare reads no rows, and an empty source is an error for such a model as well.
        Func<CheckedRows?> Check(RowSource source) => () => model.CheckAndKeep(source.Select(columns), cancellation)
            ?? (source.ReadTables(1, cancellation).Any() ? null : throw Throw.NothingToCompare(model));

        IReadOnlyList<ImportanceColumn> Places() => signature.Inputs.Count > 0
            ? [.. signature.Inputs.Select(column =>
                new ImportanceColumn(column.Name, column.Input, model.TakesColumns ? null : column.Place))]
            : [.. columns.Select((name, place) => new ImportanceColumn(name, 0, place))];
    }

    /// <summary>Returns the data of rows in an array.</summary>
    public static ReportData Of(Model model, TensorData x, TensorData? y)
    {
        return new ReportData(() => model.CheckAndKeep(x), y is null ? null : () => model.ExamplesOf(x, y, "Report"), Places, null);

        IReadOnlyList<ImportanceColumn> Places()
        {
            if (x.Shape.Rank is < 2 or > MostRank) return [];
            var names = InputNames.Of(model);
            return [.. Enumerable.Range(0, (int)x.Shape[^1].Size)
                .Select(place => new ImportanceColumn(names?[place] ?? $"feature {AlignedText.Integer(place)}", 0, place))];
        }
    }
}
