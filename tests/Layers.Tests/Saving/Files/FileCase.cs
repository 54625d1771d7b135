using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>A file of <c>Fixtures/legacy</c>, rows, and Keras's prediction.</summary>
internal sealed record FileCase(string Name, JsonObject Facts)
{
    public static string Folder { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "Fixtures", "legacy");

    public static IReadOnlyList<FileCase> All { get; } =
        [.. ((JsonObject)JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(Folder, "expected.json")))!)
        .Select(pair => new FileCase(pair.Key, (JsonObject)pair.Value!))];

    public string Path => System.IO.Path.Combine(Folder, Name);

    public float[,] X => Matrix("x");

    public float[,] Y => Matrix("y");

    public TensorData Output => Golden.Nested(Facts["output"]);

    public bool IsModel =>
        !Name.Contains(".weights.", StringComparison.Ordinal) && !Name.Contains("only_weights", StringComparison.Ordinal);

    public static FileCase Of(string name) => All.Single(one => one.Name == name);

    public static Model Open(string name) => Model.Load(Of(name).Path);

    public override string ToString() => Name;

    private float[,] Matrix(string key)
    {
        var numbers = Golden.Nested(Facts[key]);
        var matrix = new float[numbers.Shape[0].Size, numbers.Shape[1].Size];
        Casting.Convert(numbers, 0, matrix, 0, numbers.Length);
        return matrix;
    }
}
