namespace Layers;

/// <summary>Predicts the rows of a source in batches.</summary>
internal sealed class TablePredictions
{
    private readonly Model _model;
    private readonly RowSource _rows;
    private readonly PredictOptions? _options;
    private readonly CancellationToken _cancellation;
    private readonly RecordPlan _plan;

    public TablePredictions(Model model, RowSource rows, PredictOptions? options, CancellationToken cancellation)
    {
        rows.Prepare(cancellation);
        (_model, _options, _cancellation, _plan) = (model, options, cancellation, RecordPlan.Of(model));
        if (_plan.Columns.FirstOrDefault(column => column.Length is not null) is { } array) throw Throw.ArraysOfTable(array);
        string[] names = [.. _plan.Columns.Select(column => column.Name)];
        foreach (var name in names)
            if (!rows.Columns.Contains(name, StringComparer.Ordinal)) throw Throw.NoSuchColumn(rows, name, rows.Columns);
        rows = ModelTypes.Of(model, rows, cancellation);
        _rows = names.SequenceEqual(rows.Columns) ? rows : rows.Select(names);
    }

    public IEnumerable<Prediction> Read(int batchSize, IProgress<long>? progress)
    {
        var done = 0L;
        foreach (var table in _rows.ReadTables(batchSize, _cancellation))
        {
            foreach (var prediction in _plan.Outputs.Read(_model.PredictAll(TableInputs.Of(_plan.Inputs, _plan.Columns, table), _options)))
                yield return prediction;
            done += table.RowCount;
            progress?.Report(done);
        }
    }
}
