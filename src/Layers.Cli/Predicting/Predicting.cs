namespace Layers.Cli;

/// <summary>Predicts the rows of a file in batches.</summary>
internal sealed class Predicting
{
    private readonly RowSource _data;
    private readonly ModelRows _rows;
    private readonly PredictionShape _predictions;
    private readonly int _batchSize;
    private readonly string[] _kept;

    /// <param name="model">The model.</param>
    /// <param name="data">The file.</param>
    /// <param name="columns">The columns that a model without names takes.</param>
    /// <param name="kept">The columns of the file to write before the answers.</param>
    /// <param name="batchSize">The number of rows that are predicted together.</param>
    public Predicting(Model model, RowSource data, IReadOnlyList<string> columns, IReadOnlyList<string> kept, int batchSize)
    {
        foreach (var name in kept) RowColumns.Require(data, name, "which --keep asks for");
        (_rows, _predictions, Shape, _batchSize, _kept) =
            (ModelRows.Of(model, data, columns), PredictionShape.Of(model), new AnswerShape(model), batchSize, [.. kept]);
        Kept = [.. kept.Select(name => new AnswerColumn(name, data.Columns.Zip(data.Types).First(column => column.First == name).Second))];
        if (kept.FirstOrDefault(name => Shape.Columns.Any(column => column.Name == name)) is { } twice)
            throw new ToolException($"'{twice}' is a column of the answers: leave it out of --keep.");
        if (kept.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { Key: var again })
            throw new ToolException($"--keep names '{again}' twice.");
        string[] read = [.. _rows.Columns.Concat(kept).Distinct(StringComparer.Ordinal)];
        _data = read.SequenceEqual(data.Columns) ? data : data.Select(read);
    }

    public AnswerShape Shape { get; }

    public IReadOnlyList<AnswerColumn> Kept { get; }

    /// <summary>Predicts all rows.</summary>
    /// <returns>The number of rows.</returns>
    public long Write(IAnswerWriter writer, IProgress<long> progress, CancellationToken cancellation)
    {
        var done = 0L;
        foreach (var table in _data.ReadTables(_batchSize, cancellation))
        {
            Column[] kept = [.. _kept.Select(name => table[name])];
            var predictions = _predictions.Read(_rows.Predict(table));
            for (var row = 0; row < predictions.Length; row++)
                writer.Write([.. kept.Select(column => Cell(column, row))], predictions[row]);
            done += table.RowCount;
            progress.Report(done);
        }
        return done;
    }

    private static object? Cell(Column column, int row) => column.IsMissing(row) ? null : column switch
    {
        Column<double> numbers => numbers[row],
        Column<long?> integers => integers[row],
        Column<bool?> truths => truths[row],
        Column<DateTime?> dates => dates[row],
        Column<string?> texts => texts[row],
        _ => null,
    };
}
