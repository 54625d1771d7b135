namespace Layers.Benchmarks;

/// <summary>The ONNX file of a model as bytes, for a plain session of ONNX Runtime.</summary>
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
