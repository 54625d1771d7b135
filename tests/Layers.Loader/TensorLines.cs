using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Layers.Graphs;

/// <summary>Tensors as text, to the last bit.</summary>
internal static class TensorLines
{
    public static string Write(TensorData tensor) =>
        $"{tensor.Type.Name()}\t{string.Join(',', tensor.Shape.ToArray().Select(size => size.ToString(CultureInfo.InvariantCulture)))}\t" +
        Convert.ToBase64String(tensor.Type == DType.String
            ? Encoding.UTF8.GetBytes(JsonSerializer.Serialize(tensor.ToArray<string>())) : tensor.AsBytes());

    public static TensorData Read(ReadOnlySpan<string> parts)
    {
        var shape = Shape.Of([.. parts[1].Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(size => long.Parse(size, CultureInfo.InvariantCulture))]);
        var bytes = Convert.FromBase64String(parts[2]);
        return parts[0] switch
        {
            "float32" => TensorData.Of(MemoryMarshal.Cast<byte, float>(bytes).ToArray(), shape),
            "float64" => TensorData.Of(MemoryMarshal.Cast<byte, double>(bytes).ToArray(), shape),
            "int32" => TensorData.Of(MemoryMarshal.Cast<byte, int>(bytes).ToArray(), shape),
            "int64" => TensorData.Of(MemoryMarshal.Cast<byte, long>(bytes).ToArray(), shape),
            "float16" => TensorData.Of(MemoryMarshal.Cast<byte, Half>(bytes).ToArray(), shape),
            "bfloat16" => TensorData.OfBFloat16(MemoryMarshal.Cast<byte, ushort>(bytes).ToArray(), shape),
            "string" => TensorData.Of(JsonSerializer.Deserialize<string[]>(bytes)!, shape),
            "uint8" => TensorData.Of(bytes, shape),
            _ => throw new NotSupportedException($"{parts[0]} does not travel between processes here."),
        };
    }
}
