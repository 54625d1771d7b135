namespace Layers;

/// <summary>Data that training is measured on but does not learn from.</summary>
public sealed class ValidationData
{
    /// <summary>Data for a model of one input and one output.</summary>
    /// <param name="x">Rows, with the batch first.</param>
    /// <param name="y">Labels.</param>
    /// <param name="sampleWeight">One number a row; <see langword="null"/> for 1 each.</param>
    public ValidationData(TensorData x, TensorData y, TensorData? sampleWeight = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        (X, Y, SampleWeight) = (x, y, sampleWeight);
    }

    /// <summary>Data for a model of several inputs or outputs.</summary>
    /// <param name="x">Rows for each input, by its name.</param>
    /// <param name="y">Labels for each output that has a loss or metrics, by its name.</param>
    /// <param name="sampleWeight">One number a row for each output, by its name; outputs that are not named count 1 a row.</param>
    public ValidationData(IReadOnlyDictionary<string, TensorData> x, IReadOnlyDictionary<string, TensorData> y, IReadOnlyDictionary<string, TensorData>? sampleWeight = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        (Inputs, Outputs, SampleWeights) = (x, y, sampleWeight);
    }

    internal TensorData? X { get; }

    internal TensorData? Y { get; }

    internal TensorData? SampleWeight { get; }

    internal IReadOnlyDictionary<string, TensorData>? Inputs { get; }

    internal IReadOnlyDictionary<string, TensorData>? Outputs { get; }

    internal IReadOnlyDictionary<string, TensorData>? SampleWeights { get; }
}
