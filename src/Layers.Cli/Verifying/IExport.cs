namespace Layers.Cli;

/// <summary>A model in the form of another program, as that program runs it.</summary>
internal interface IExport : IDisposable
{
    /// <summary>What it is: <c>onnx</c>.</summary>
    string Form { get; }

    /// <summary>Where it is; null where it was made for this comparison.</summary>
    string? File { get; }

    /// <summary>Runs it.</summary>
    /// <param name="inputs">A tensor for each input of the model, by name.</param>
    /// <returns>A tensor for each output, in the model's order.</returns>
    IReadOnlyList<TensorData> Run(IReadOnlyList<KeyValuePair<string, TensorData>> inputs);
}
