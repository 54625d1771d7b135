namespace Layers;

/// <summary>Validation data: training computes metrics on it, but does not learn from it.</summary>
/// <remarks>A tuple of rows and labels converts to this class, and so does a tuple of rows, labels and sample weights.</remarks>
/// <example><code>model.Fit(x, y, epochs: 20, validationData: (laterX, laterY));</code></example>
public sealed class ValidationData
{
    /// <summary>Creates data for a model with one input and one output.</summary>
    /// <param name="x">Rows, with the batch first.</param>
    /// <param name="y">The labels, one row for each row of <paramref name="x"/>.</param>
    /// <param name="sampleWeight">One weight for each row; <see langword="null"/> for a weight of 1.</param>
    public ValidationData(TensorData x, TensorData y, TensorData? sampleWeight = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        (X, Y, SampleWeight) = (x, y, sampleWeight);
    }

    /// <summary>Creates data for a model with several inputs or outputs.</summary>
    /// <param name="x">Rows for each input, by its name.</param>
    /// <param name="y">Labels for each output that has a loss or metrics, by its name.</param>
    /// <param name="sampleWeight">One weight for each row of each output, by the name of the output; outputs without weights have the
    /// weight 1.</param>
    public ValidationData(IReadOnlyDictionary<string, TensorData> x, IReadOnlyDictionary<string, TensorData> y,
        IReadOnlyDictionary<string, TensorData>? sampleWeight = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        (Inputs, Outputs, SampleWeights) = (x, y, sampleWeight);
    }

    /// <summary>Creates data for a model with several inputs and one output.</summary>
    /// <param name="x">Rows for each input, by its name.</param>
    /// <param name="y">The labels, one row for each row of <paramref name="x"/>.</param>
    /// <param name="sampleWeight">One weight for each row; <see langword="null"/> for a weight of 1.</param>
    public ValidationData(IReadOnlyDictionary<string, TensorData> x, TensorData y, TensorData? sampleWeight = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        (Inputs, Y, SampleWeight) = (x, y, sampleWeight);
    }

    /// <summary>Converts rows and labels, for a model with one input and one output.</summary>
    /// <param name="data">Rows with the batch first, and their labels.</param>
    public static implicit operator ValidationData((TensorData X, TensorData Y) data) => new(data.X, data.Y);

    /// <summary>Converts rows, labels and weights, for a model with one input and one output.</summary>
    /// <param name="data">Rows with the batch first, their labels, and one weight for each row.</param>
    public static implicit operator ValidationData((TensorData X, TensorData Y, TensorData SampleWeight) data) =>
        new(data.X, data.Y, data.SampleWeight);

    /// <summary>Converts rows by input and labels, for a model with several inputs and one output.</summary>
    /// <param name="data">Rows for each input, by its name, and labels.</param>
    public static implicit operator ValidationData((IReadOnlyDictionary<string, TensorData> X, TensorData Y) data) => new(data.X, data.Y);

    /// <summary>Converts rows by input and labels by output.</summary>
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
