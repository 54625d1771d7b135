namespace Layers;

/// <summary>The rows that a report is on, as a model takes them.</summary>
/// <param name="Check">Compares them with what the model was adapted to; null where it knows nothing of that.</param>
/// <param name="Examples">Them with their labels; null where they have none.</param>
/// <param name="Columns">Where the columns are among the inputs, once the examples have been made; none where they cannot be shuffled one
/// by one.</param>
/// <param name="WhyNoLabels">Why there are no labels; null where there are, or where nobody would expect them.</param>
internal sealed record ReportData(Func<CheckedRows?> Check, Func<Examples>? Examples, Func<IReadOnlyList<ImportanceColumn>> Columns,
    string? WhyNoLabels)
{
    // Of more features than that, or of pictures, one alone says nothing.
    private const int MostRank = 3;

    /// <summary>Rows of a table, a file or a query.</summary>
    public static ReportData Of(Model model, RowSource rows, ReportOptions options, CancellationToken cancellation)
    {
        rows.Prepare(cancellation);
        var wanted = options.Label is { } label ? [label] : TableExamples.FittedLabels(model);
        var missing = wanted.FirstOrDefault(name => !rows.Columns.Contains(name, StringComparer.Ordinal));
        if (options.Label is not null && missing is not null) throw Throw.NoSuchLabel(rows, missing);
        var signature = model.Signature;
        rows = ModelTypes.Of(model, rows, cancellation);
        string[] columns = [.. signature.Inputs.Count > 0 ? signature.Inputs.Select(column => column.Name) : rows.Columns.Except(wanted)];
        var why = wanted.Count == 0 ? "The model does not know which column its labels come from; say it with the option Label."
            : missing is not null ? $"The rows have no column '{missing}', which the labels come from." : null;
        if (why is not null) return new ReportData(Check(rows), null, () => [], why);
        // What is gone through several times is read once.
        var table = rows.ToTable(cancellation: cancellation);
        var examples = new TableExamples(model, table, wanted, cancellation);
        return new ReportData(Check(table), () => examples.Of(new LabelCoding(model, learns: false), null, "Report"), Places, null);

        // Where nothing is compared nothing was read, and rows that are not there are a mistake all the same.
        Func<CheckedRows?> Check(RowSource source) => () => model.CheckAndKeep(source.Select(columns), cancellation)
            ?? (source.ReadTables(1, cancellation).Any() ? null : throw Throw.NoRows(model));

        IReadOnlyList<ImportanceColumn> Places() => signature.Inputs.Count > 0
            ? [.. signature.Inputs.Select(column =>
                new ImportanceColumn(column.Name, column.Input, model.TakesColumns ? null : column.Place))]
            : [.. columns.Select((name, place) => new ImportanceColumn(name, 0, place))];
    }

    /// <summary>Rows in an array.</summary>
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
