namespace Layers.Cli;

/// <summary>Adapts one layer of a model to its input. The rest of the model stays as it is.</summary>
/// <param name="model">The model.</param>
/// <param name="layer">One of its layers.</param>
/// <param name="data">The rows.</param>
/// <param name="rows">The columns of the rows that go into the model.</param>
/// <param name="label">The column of labels; null for none.</param>
internal sealed class LayerAdapting(Model model, AdaptiveLayer layer, RowSource data, ModelRows rows, string? label)
{
    /// <summary>Adapts the layer.</summary>
    /// <param name="continues">Whether the layer continues from its state; otherwise it learns from the rows alone.</param>
    /// <param name="progress">Receives the number of rows read so far.</param>
    /// <param name="cancellation">Stops the adaptation; the layer is then unchanged.</param>
    public void Run(bool continues, IProgress<long> progress, CancellationToken cancellation)
    {
        Value[] symbols = model.Symbols();
        var record = ModelAdapting.RecordOf(model, symbols);
        if (record.AdaptiveCalls.Where(call => call.Layer == layer).ToList() is not [var call])
            throw new ToolException(
                $"{layer} is used several times in the model, so it learns only with the whole model, without --layer.");
        using var inputs = new LayerInputs(model, symbols, record, [call.Input]);
        var names = Names(symbols, call);
        if (continues) layer.Update(Batches(inputs, cancellation), progress, names, cancellation);
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
