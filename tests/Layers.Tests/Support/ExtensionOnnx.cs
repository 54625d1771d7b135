using Microsoft.ML.OnnxRuntime;

namespace Layers.Tests;

/// <summary>Runs a file with operators of Microsoft.ML.OnnxRuntime.Extensions in a session with that library.</summary>
internal static class ExtensionOnnx
{
    public static TensorData Run(string path, TensorData rows)
    {
        using var settings = new SessionOptions();
        settings.RegisterOrtExtensions();
        using var session = new InferenceSession(path, settings);
        return PlainOnnx.Run(session, rows);
    }

    public static TensorData Run(byte[] file, TensorData rows)
    {
        using var settings = new SessionOptions();
        settings.RegisterOrtExtensions();
        using var session = new InferenceSession(file, settings);
        return PlainOnnx.Run(session, rows);
    }
}
