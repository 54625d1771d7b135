using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Layers.Graphs;

namespace Layers.Tests.Training;

/// <summary>The recorded results of real Keras in <c>Fixtures/golden</c>, for the tests of training.</summary>
internal static class TrainingFixtures
{
    public static string Folder { get; } = Find();

    public static string Path(string relative) => System.IO.Path.Combine(Folder, relative);

    public static JsonObject Json(string relative) => (JsonObject)JsonNode.Parse(File.ReadAllText(Path(relative)))!;

    /// <summary>Reads a TENSOR: <c>{"shape","dtype","data"}</c>.</summary>
    public static TensorData Tensor(JsonNode node)
    {
        var shape = Shape.Of([.. node["shape"]!.AsArray().Select(size => (long)size!)]);
        string[] texts = [.. node["data"]!.AsArray().Select(item => item!.GetValue<JsonElement>())
            .Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText())];
        return (string)node["dtype"]! switch
        {
            "float32" => TensorData.Of(Array.ConvertAll(texts, text => float.Parse(text, CultureInfo.InvariantCulture)), shape),
            "float64" => TensorData.Of(Array.ConvertAll(texts, text => double.Parse(text, CultureInfo.InvariantCulture)), shape),
            "int32" => TensorData.Of(Array.ConvertAll(texts, text => int.Parse(text, CultureInfo.InvariantCulture)), shape),
            "int64" => TensorData.Of(Array.ConvertAll(texts, text => long.Parse(text, CultureInfo.InvariantCulture)), shape),
            "string" => TensorData.Of(texts, shape),
            var other => throw new NotSupportedException(other),
        };
    }

    public static JsonObject Tensor(TensorData data) => new()
    {
        ["shape"] = new JsonArray([.. data.Shape.ToArray().Select(size => JsonValue.Create(size))]),
        ["dtype"] = data.Type.Name(),
        ["data"] = new JsonArray([.. Numbers(data).Select(number => JsonValue.Create(number))]),
    };

    public static double[] Numbers(JsonNode? list) => [.. list!.AsArray().Select(number => (double)number!)];

    public static double[] Numbers(TensorData data) => Casting.Cast(data, DType.Float64).ToArray<double>();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (System.IO.Path.Combine(folder.FullName, "tests", "Fixtures", "golden") is var golden && Directory.Exists(golden))
                return golden;
        throw new DirectoryNotFoundException("tests/Fixtures/golden is in no folder above the tests.");
    }
}
