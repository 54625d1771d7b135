using System.Data;

namespace Layers;

/// <summary>Predicts the rows of a data reader in batches.</summary>
internal sealed class ReaderPredictions
{
    private readonly Model _model;
    private readonly IDataReader _reader;
    private readonly PredictOptions? _options;
    private readonly RecordPlan _plan;
    private readonly int[] _places;

    public ReaderPredictions(Model model, IDataReader reader, PredictOptions? options)
    {
        (_model, _reader, _options, _plan) = (model, reader, options, RecordPlan.Of(model));
        _places = [.. Enumerable.Range(0, reader.FieldCount).Select(field => _plan.PlaceOf(reader.GetName(field)))];
    }

    public IEnumerable<Prediction> Read(int batchSize, IProgress<long>? progress, CancellationToken cancellation)
    {
        var (rows, done) = (new RecordRows(_plan, batchSize), 0L);
        while (_reader.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            for (var field = 0; field < _places.Length; field++)
                if (_places[field] >= 0) RecordValues.Set(rows, _places[field], _reader.GetValue(field));
            rows.End(_options);
            if (rows.Row < batchSize) continue;
            foreach (var prediction in Predicted()) yield return prediction;
        }
        if (rows.Row == 0) yield break;
        foreach (var prediction in Predicted()) yield return prediction;

        Prediction[] Predicted()
        {
            var predictions = _plan.Outputs.Read(_model.PredictAll([.. rows.Tensors.Select(tensor => tensor[..rows.Row])], _options));
            done += rows.Row;
            progress?.Report(done);
            rows.Clear();
            return predictions;
        }
    }
}
