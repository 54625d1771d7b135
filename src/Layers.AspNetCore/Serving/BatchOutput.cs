namespace Layers.AspNetCore;

/// <summary>The output of a model for a batch. The requests of the batch share it.</summary>
internal sealed class BatchOutput
{
    private readonly PredictionShape _shape;
    private readonly IReadOnlyList<TensorData>? _tensors;
    private readonly Prediction _only;
    private Prediction[]? _predictions;

    /// <param name="shape">The outputs of the model, and the meaning of their numbers.</param>
    /// <param name="tensors">A tensor for each output, with the batch axis first.</param>
    public BatchOutput(PredictionShape shape, IReadOnlyList<TensorData> tensors) => (_shape, _tensors) = (shape, tensors);

    /// <param name="shape">The outputs of the model, and the meaning of their numbers.</param>
    /// <param name="only">The prediction of the only row.</param>
    public BatchOutput(PredictionShape shape, Prediction only) => (_shape, _only) = (shape, only);

    /// <summary>The tensors, one for each output. A single record that the row engine predicted has only its prediction, and no
    /// tensors.</summary>
    public IReadOnlyList<TensorData> Tensors =>
        _tensors ?? throw Throw.NoTensors();

    /// <summary>The prediction of a row of the batch.</summary>
    public Prediction this[int row] => _tensors is null ? _only : All[row];

    /// <summary>Returns the predictions of some rows of the batch.</summary>
    public IReadOnlyList<Prediction> Rows(int first, int count) =>
        _tensors is null ? [_only] : new ArraySegment<Prediction>(All, first, count);

    // Two requests may make the predictions at once; the first array is kept.
    private Prediction[] All => _predictions ?? Interlocked.CompareExchange(ref _predictions, _shape.Read(Tensors), null) ?? _predictions;
}
