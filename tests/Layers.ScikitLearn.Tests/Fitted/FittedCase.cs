using System.Globalization;
using System.Text.Json.Nodes;
using NUnit.Framework.Interfaces;

namespace Layers.ScikitLearn.Tests;

/// <summary>A case of tests/Fixtures/pickles: the results of scikit-learn's transform, and one file with the fitted object.</summary>
internal sealed class FittedCase
{
    private static readonly string s_folder = Path.Combine(TestContext.CurrentContext.TestDirectory, "Fixtures", "pickles");

    private readonly JsonObject _json;

    private FittedCase(string name, JsonObject json, string file) => (Name, _json, File) = (name, json, file);

    public string Name { get; }

    public string File { get; }

    public string ClassName => (string)_json["class"]!;

    /// <summary>Whether the columns have names.</summary>
    public bool HasNames => _json["input"]!["dtype"] is not JsonValue;

    public TensorData Output => Tensor(_json["output"]!);

    public TensorData? Inverse => _json["inverse_of_output"] is { } inverse ? Tensor(inverse) : null;

    public IReadOnlyList<string>? OutputNames => _json["output_names"] is JsonArray names ? [.. names.Select(name => (string)name!)] : null;

    /// <summary>All cases of all releases, once for each file.</summary>
    public static IEnumerable<ITestCaseData> All => Cases.Select(Named);

    /// <summary>The cases with results of scikit-learn's <c>inverse_transform</c>.</summary>
    public static IEnumerable<ITestCaseData> WithInverse => Cases.Where(one => one.Inverse is not null).Select(Named);

    /// <summary>The cases without results of <c>inverse_transform</c>; most have no inverse.</summary>
    public static IEnumerable<ITestCaseData> WithoutInverse => Cases.Where(one => one.Inverse is null).Select(Named);

    private static IEnumerable<FittedCase> Cases => Directory.EnumerateFiles(s_folder, "*.json").Order(StringComparer.Ordinal)
        .SelectMany(path =>
    {
        var json = JsonNode.Parse(System.IO.File.ReadAllText(path))!.AsObject();
        if (json["scikit-learn"] is null) return [];
        return json["files"]!.AsArray().Select(file =>
            new FittedCase(Path.GetFileNameWithoutExtension(path), json, Path.Combine(s_folder, (string)file!)));
    });

    private static TestCaseData Named(FittedCase one) => new TestCaseData(one).SetArgDisplayNames(Path.GetFileName(one.File));

    /// <summary>The path of a file in the folder of the case.</summary>
    public static string At(string file) => Path.Combine(s_folder, file);

    public IReadOnlyDictionary<string, TensorData> InputsOf(Model model)
    {
        if (HasNames) return model.Inputs.ToDictionary(input => input.Name,
            input => Casted(Column(Tensor(_json["input"]![input.Name]!)), input.Type));
        var whole = Tensor(_json["input"]!);
        if (whole.Shape.Rank == 1) whole = Column(whole);
        if (model.Inputs is [var only] && only.Shape[1] == whole.Shape[1])
            return new Dictionary<string, TensorData> { [only.Name] = Casted(whole, only.Type) };
        return model.Inputs.ToDictionary(input => input.Name,
            input => Casted(ColumnOf(whole, int.Parse(input.Name.AsSpan(1), CultureInfo.InvariantCulture)), input.Type));
    }

    public override string ToString() => Name;

    private static TensorData Column(TensorData list) => list.Reshape([list.Length, 1]);

    private static TensorData ColumnOf(TensorData table, int column)
    {
        var (rows, width) = ((int)table.Shape[0].Size, (int)table.Shape[1].Size);
        if (table.Type == DType.String)
            return TensorData.Of([.. Enumerable.Range(0, rows).Select(row => table.ToArray<string>()[row * width + column])], [rows, 1]);
        return TensorData.Of([.. Enumerable.Range(0, rows).Select(row => Doubles(table)[row * width + column])], [rows, 1]);
    }

    public static double[] Doubles(TensorData tensor) => tensor.Type switch
    {
        DType.Float64 => tensor.ToArray<double>(),
        DType.Float32 => Array.ConvertAll(tensor.ToArray<float>(), number => (double)number),
        DType.Int64 => Array.ConvertAll(tensor.ToArray<long>(), number => (double)number),
        _ => throw new NotSupportedException(tensor.Type.ToString()),
    };

    private static TensorData Casted(TensorData tensor, DType type) => type switch
    {
        DType.Float64 => TensorData.Of(Doubles(tensor), tensor.Shape),
        DType.Int64 => TensorData.Of(Array.ConvertAll(Doubles(tensor), number => (long)number), tensor.Shape),
        _ => tensor,
    };

    private static TensorData Tensor(JsonNode node)
    {
        var shape = Shape.Of([.. node["shape"]!.AsArray().Select(size => (long)size!)]);
        var data = node["data"]!.AsArray();
        if ((string)node["dtype"]! == "string") return TensorData.Of([.. data.Select(text => (string?)text ?? "")], shape);
        return TensorData.Of([.. data.Select(Number)], shape);
    }

    private static double Number(JsonNode? value) => value!.GetValueKind() switch
    {
        System.Text.Json.JsonValueKind.True => 1,
        System.Text.Json.JsonValueKind.False => 0,
        System.Text.Json.JsonValueKind.String => double.Parse((string)value!, CultureInfo.InvariantCulture),
        _ => (double)value,
    };
}
