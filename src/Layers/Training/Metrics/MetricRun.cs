namespace Layers;

/// <summary>Computes a metric outside of training: its graph, and its state from batch to batch.</summary>
internal sealed class MetricRun : IDisposable
{
    private readonly Metric _metric;
    private readonly Value[] _inputs;
    private readonly OnnxSession _session;
    private IReadOnlyList<TensorData> _state;

    /// <summary>Builds the graph.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="yTrue">Labels with the type and shape of all batches.</param>
    /// <param name="yPred">Predictions with the type and shape of all batches.</param>
    /// <param name="isWeighted">Whether each sample has a weight.</param>
    public MetricRun(Metric metric, TensorData yTrue, TensorData yPred, bool isWeighted)
    {
        Shape Batches(TensorData data) => data.Shape.With(0, KerasShapes.Batch);
        var (t, p) = (Ops.Input("y_true", Batches(yTrue), yTrue.Type), Ops.Input("y_pred", Batches(yPred), yPred.Type));
        var w = isWeighted ? Ops.Input("sample_weight", [t.Shape[0]]) : null;
        _metric = metric.For(t.Shape, p.Shape);
        _state = _metric.InitialState(p.Shape);
        Value[] state = [.. _state.Select((data, i) => Ops.Input($"state/{i}", data.Shape, data.Type))];
        var next = _metric.Update(state, t, p, w);
        var graph = Graph.Of(next.Select((value, i) => KeyValuePair.Create($"next/{i}", value)));
        _session = new OnnxSession(graph, new RuntimeOptions { Threads = 1 });
        _inputs = w is null ? [t, p, .. state] : [t, p, w, .. state];
    }

    public IReadOnlyList<double> Result => _metric.Result(_state);

    public void Update(TensorData yTrue, TensorData yPred, TensorData? sampleWeight)
    {
        TensorData[] data = sampleWeight is null
            ? [yTrue, yPred, .. _state] : [yTrue, yPred, Casting.Cast(sampleWeight, DType.Float32), .. _state];
        // A metric may not use all of its inputs.
        _state = _session.Run([.. _session.Graph.Inputs.Select(input => data[Array.IndexOf(_inputs, input)])]);
    }

    public void Dispose() => _session.Dispose();
}
