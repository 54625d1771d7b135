namespace Layers.AspNetCore;

/// <summary>What a model gave for a batch; the requests in it share it.</summary>
internal sealed class BatchOutput
{
    private readonly PredictionShape _shape;
    private readonly IReadOnlyList<TensorData>? _tensors;
    private readonly Prediction _only;
    private Prediction[]? _predictions;

    /// <param name="shape">What the numbers are.</param>
    /// <param name="tensors">A tensor for each output, with the batch first.</param>
    public BatchOutput(PredictionShape shape, IReadOnlyList<TensorData> tensors) => (_shape, _tensors) = (shape, tensors);

    /// <param name="shape">What the numbers are.</param>
    /// <param name="only">The one row.</param>
    public BatchOutput(PredictionShape shape, Prediction only) => (_shape, _only) = (shape, only);

    /// <summary>A tensor for each output; of several rows alone.</summary>
    public IReadOnlyList<TensorData> Tensors =>
        _tensors ?? throw Throw.NoTensors();

    /// <summary>The answer for a row of the batch.</summary>
    public Prediction this[int row] => _tensors is null ? _only : All[row];

    /// <summary>The answers for some rows of the batch.</summary>
    public IReadOnlyList<Prediction> Rows(int first, int count) =>
        _tensors is null ? [_only] : new ArraySegment<Prediction>(All, first, count);

    // Two requests may make them at once; the ones that are made first are kept.
    private Prediction[] All => _predictions ?? Interlocked.CompareExchange(ref _predictions, _shape.Read(Tensors), null) ?? _predictions;
}
