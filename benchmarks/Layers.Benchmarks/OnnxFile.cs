namespace Layers.Benchmarks;

/// <summary>What a model exports, as bytes for a plain session.</summary>
public static class OnnxFile
{
    public static byte[] Of(Model model)
    {
        using var folder = new TempFolder();
        var path = folder["model.onnx"];
        model.ExportOnnx(path);
        return File.ReadAllBytes(path);
    }
}
