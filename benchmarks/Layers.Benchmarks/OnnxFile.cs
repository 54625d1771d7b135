namespace Layers.Benchmarks;

/// <summary>What a model exports, as bytes for a plain session.</summary>
public static class OnnxFile
{
    public static byte[] Of(Model model)
    {
        var folder = Directory.CreateTempSubdirectory("layers-benchmarks-");
        try
        {
            var path = Path.Combine(folder.FullName, "model.onnx");
            model.ExportOnnx(path);
            return File.ReadAllBytes(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
