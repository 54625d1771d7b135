namespace Layers;

/// <summary>Data that training is measured on but does not learn from.</summary>
/// <remarks>Two tensors in parentheses convert to it, and a third with weights.</remarks>
/// <example><code>model.Fit(x, y, epochs: 20, validationData: (laterX, laterY));</code></example>
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

    /// <summary>Data for a model of several inputs and one output.</summary>
    /// <param name="x">Rows for each input, by its name.</param>
    /// <param name="y">Labels.</param>
    /// <param name="sampleWeight">One number a row; <see langword="null"/> for 1 each.</param>
    public ValidationData(IReadOnlyDictionary<string, TensorData> x, TensorData y, TensorData? sampleWeight = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        (Inputs, Y, SampleWeight) = (x, y, sampleWeight);
    }

    /// <summary>Rows and labels, for a model of one input and one output.</summary>
    /// <param name="data">Rows with the batch first, and their labels.</param>
    public static implicit operator ValidationData((TensorData X, TensorData Y) data) => new(data.X, data.Y);

    /// <summary>Rows, labels and weights, for a model of one input and one output.</summary>
    /// <param name="data">Rows with the batch first, their labels, and one number a row.</param>
    public static implicit operator ValidationData((TensorData X, TensorData Y, TensorData SampleWeight) data) =>
        new(data.X, data.Y, data.SampleWeight);

    /// <summary>Rows by input and labels, for a model of several inputs and one output.</summary>
    /// <param name="data">Rows for each input, by its name, and labels.</param>
    public static implicit operator ValidationData((IReadOnlyDictionary<string, TensorData> X, TensorData Y) data) => new(data.X, data.Y);

    /// <summary>Rows by input and labels by output.</summary>
    /// <param name="data">Rows for each input, by its name, and labels for each output that has a loss or metrics, by its name.</param>
    public static implicit operator ValidationData(
        (IReadOnlyDictionary<string, TensorData> X, IReadOnlyDictionary<string, TensorData> Y) data) => new(data.X, data.Y);

    internal TensorData? X { get; }

    internal TensorData? Y { get; }

    internal TensorData? SampleWeight { get; }

    internal IReadOnlyDictionary<string, TensorData>? Inputs { get; }

    internal IReadOnlyDictionary<string, TensorData>? Outputs { get; }

    internal IReadOnlyDictionary<string, TensorData>? SampleWeights { get; }
}
