namespace Layers.Cli;

/// <summary>One layer of a model learns from what it looks at, with the rest of the model as it is.</summary>
/// <param name="model">The model.</param>
/// <param name="layer">One of its layers.</param>
/// <param name="data">The rows.</param>
/// <param name="rows">How they go into the model.</param>
/// <param name="label">The column of labels; null for none.</param>
internal sealed class LayerAdapting(Model model, AdaptiveLayer layer, RowSource data, ModelRows rows, string? label)
{
    /// <summary>Learns.</summary>
    /// <param name="goOn">Whether it goes on from what it knows; otherwise afresh.</param>
    /// <param name="progress">Told the rows read so far.</param>
    /// <param name="cancellation">Stops it; the layer is then what it was.</param>
    public void Run(bool goOn, IProgress<long> progress, CancellationToken cancellation)
    {
        Value[] symbols = model.Symbols();
        var record = ModelAdapting.RecordOf(model, symbols);
        if (record.AdaptiveCalls.Where(call => call.Layer == layer).ToList() is not [var call])
            throw new ToolException($"{layer} stands in several places of the model: it learns with the whole model, without --layer.");
        using var inputs = new LayerInputs(model, symbols, record, [call.Input]);
        var names = Names(symbols, call);
        if (goOn) layer.Update(Batches(inputs, cancellation), progress, names, cancellation);
        else layer.Adapt(Batches(inputs, cancellation), progress, names, cancellation);
    }

    private IReadOnlyList<string>? Names(Value[] symbols, AdaptiveCall call)
    {
        if (model.TakesColumns) return new ColumnSource(model, data, null, default).NamesOf(call, symbols);
        return layer.HasFeatureForEachColumn && symbols is [var input] && InputNames.IsInPlace(call.Input, input) ? rows.Columns : null;
    }

    private IEnumerable<AdaptBatch> Batches(LayerInputs inputs, CancellationToken cancellation)
    {
        var before = new RowsBefore(0, InBatches: true);
        var columns = layer.NeedsLabels && label is not null ? rows.Columns.Append(label).Distinct() : rows.Columns;
        foreach (var table in data.Select([.. columns]).ReadTables(cancellation: cancellation))
        {
            var labels = layer.NeedsLabels && label is not null ? ColumnSource.Labels(table[label]) : null;
            yield return new AdaptBatch(inputs.Read(rows.Learned(table), before)[0], labels);
            before = before.And(table.RowCount);
        }
    }
}
