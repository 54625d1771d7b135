namespace Layers.Cli;

/// <summary>An exported model, run by the program that it was exported for.</summary>
internal interface IExport : IDisposable
{
    /// <summary>The form: <c>onnx</c> or <c>saved_model</c>.</summary>
    string Form { get; }

    /// <summary>The file; null if it was made for this comparison.</summary>
    string? File { get; }

    /// <summary>Runs the model.</summary>
    /// <param name="inputs">A tensor for each input of the model, by name.</param>
    /// <returns>A tensor for each output, in the model's order.</returns>
    IReadOnlyList<TensorData> Run(IReadOnlyList<KeyValuePair<string, TensorData>> inputs);
}
