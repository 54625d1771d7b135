using Layers.TensorFlow;

namespace Layers.Cli;

/// <summary>A SavedModel, which TensorFlow's native library runs.</summary>
internal sealed class SavedModelFolder : IExport
{
    private readonly SavedModel _model;
    private readonly IReadOnlyList<string> _outputs;

    private SavedModelFolder(SavedModel model, string folder, IReadOnlyList<string> outputs) => (_model, File, _outputs) =
        (model, folder, outputs);

    public string Form => "saved_model";

    public string? File { get; }

    /// <summary>Opens an existing folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="model">The model, which has the names of the outputs.</param>
    public static SavedModelFolder Open(string folder, Model model)
    {
        try
        {
            return new SavedModelFolder(SavedModel.Load(folder), folder, model.OutputNames);
        }
        catch (DllNotFoundException fault)
        {
            throw new ToolException(fault.Message, fault);
        }
    }

    public IReadOnlyList<TensorData> Run(IReadOnlyList<KeyValuePair<string, TensorData>> inputs)
    {
        var outputs = _model.Predict(inputs.ToDictionary(input => input.Key, input => input.Value));
        return [.. _outputs.Select(name => outputs.TryGetValue(name, out var output) ? output
            : throw new ToolException(
                $"The SavedModel gives no output '{name}'; it gives {string.Join(", ", outputs.Keys)}. Is it of another model?"))];
    }

    public void Dispose() => _model.Dispose();
}
