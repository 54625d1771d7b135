namespace Layers;

/// <summary>How rows are predicted, where it is not as always.</summary>
public sealed record PredictOptions
{
    /// <summary>Looks at the rows first, as <see cref="Model.Check(TensorData)"/> does; <see langword="null"/> (the default) for no look. It takes a pass over the rows, about as long as
    /// adapting to them.</summary>
    public SkewGuard? Guard { get; init; }
}
