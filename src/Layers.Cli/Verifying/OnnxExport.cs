using Microsoft.ML.OnnxRuntime;

namespace Layers.Cli;

/// <summary>An ONNX file in a plain session of ONNX Runtime, without this library.</summary>
internal sealed class OnnxExport : IExport
{
    private readonly InferenceSession _session;

    private OnnxExport(InferenceSession session, string? file) => (_session, File) = (session, file);

    public string Form => "onnx";

    public string? File { get; }

    /// <summary>Opens an existing file.</summary>
    public static OnnxExport Open(string path)
    {
        if (!System.IO.File.Exists(path)) throw new ToolException($"There is no file {path}.");
        try
        {
            return new OnnxExport(new InferenceSession(path), path);
        }
        catch (OnnxRuntimeException fault)
        {
            throw new ToolException($"ONNX Runtime cannot open {path}: {fault.Message}", fault);
        }
    }

    /// <summary>Exports a model and opens the file.</summary>
    public static OnnxExport Of(Model model)
    {
        var folder = Directory.CreateTempSubdirectory("layers-").FullName;
        try
        {
            var path = Path.Combine(folder, "model.onnx");
            model.ExportOnnx(path);
            return new OnnxExport(new InferenceSession(path), null);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public IReadOnlyList<TensorData> Run(IReadOnlyList<KeyValuePair<string, TensorData>> inputs)
    {
        var given = inputs.ToDictionary(input => input.Key, input => input.Value);
        foreach (var name in _session.InputNames)
            if (!given.ContainsKey(name))
                throw new ToolException(
                    $"The ONNX file takes an input '{name}', which the model does not have: it has {string.Join(", ", given.Keys)}. Is " +
                    "it of another model?");
        OrtValue[] values = [.. _session.InputNames.Select(name => OrtTensors.Of(given[name]))];
        try
        {
            using var options = new RunOptions();
            using var results = _session.Run(options, _session.InputNames, values, _session.OutputNames);
            return [.. results.Select(OrtTensors.Read)];
        }
        finally
        {
            foreach (var value in values) value.Dispose();
        }
    }

    public void Dispose() => _session.Dispose();
}
