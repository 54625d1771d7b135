using System.Globalization;
using System.Text.Json.Nodes;

namespace Layers.ScikitLearn.Tests;

/// <summary>Tests scikit-learn's cases of encoders with settings that no pickle here has. The learned fields are put into a fitted object
/// by hand.</summary>
public sealed class EncoderCaseTests
{
    private static IEnumerable<TestCaseData> Cases => new[] { "OneHotEncoder", "KBinsDiscretizer", "TargetEncoder" }.SelectMany(family =>
    {
        var path = Path.Combine(Repository.Root, "tests", "Fixtures", "golden", "encoders", family + ".json");
        return JsonNode.Parse(File.ReadAllText(path))!["cases"]!.AsArray()
            .Where(one => (string)one!["class"]! == family && one["error"] is null && one["output"] is not null)
            .Select(one => new TestCaseData(one!.AsObject()).SetArgDisplayNames($"{family}.{one["name"]}"));
    });

    [TestCaseSource(nameof(Cases))]
    public void ComputesTheSame(JsonObject @case)
    {
        var learned = @case["learned"]!.AsObject();
        var fields = new List<(string, object?)>();
        foreach (var (name, value) in @case["parameters"]!.AsObject().Concat(learned))
            if (name is "handle_unknown" or "encode" or "target_type_" or "categories_" or "drop_idx_" or "bin_edges_" or "encodings_"
                or "target_mean_" or "classes_")
                fields.Add((name, name == "drop_idx_" ? value?.AsArray().Select(place => place is null ? null
                    : (object?)(long)Number(place)).ToArray()
                    : Python(value)));
        // The case does not have the names of the classes.
        if (learned["target_mean_"] is JsonArray or JsonObject)
            fields.AddRange([("target_type_", "multiclass"), ("classes_", new long[] { 0, 1, 2 })]);
        if (learned["infrequent_categories_"] is JsonArray rare)
        {
            fields.Add(("_infrequent_enabled", true));
            fields.Add(("_infrequent_indices", rare.Select((column, c) => (object?)column?.AsArray().Select(category =>
                (object?)(long)learned["categories_"]![c]!.AsArray().Select(one => one!.ToJsonString()).ToList()
                    .IndexOf(category!.ToJsonString())).ToArray()).ToArray()));
        }
        var made = Made.Of((string)@case["class"]!, [.. fields]);
        var (input, output) = (@case["input"]!, @case["output"]!);
        var columns = (int)input["shape"]![1]!;
        var rows = (int)input["shape"]![0]!;
        var data = input["data"]!.AsArray();
        double[] result;
        if ((string)input["dtype"]! == "string")
        {
            var texts = new string[rows, columns];
            for (var i = 0; i < data.Count; i++) texts[i / columns, i % columns] = (string?)data[i] ?? "";
            result = Made.Transform(made, texts);
        }
        else
        {
            var numbers = new double[rows, columns];
            for (var i = 0; i < data.Count; i++) numbers[i / columns, i % columns] = Number(data[i]!);
            result = Made.Transform(made, numbers);
        }
        double[] expected = [.. output["data"]!.AsArray().Select(one => Number(one!))];
        Assert.That(result, Has.Length.EqualTo(expected.Length));
        for (var i = 0; i < expected.Length; i++)
            Assert.That(result[i], Is.EqualTo(expected[i]).Within(1e-12 * Math.Max(1, Math.Abs(expected[i]))), $"{i}");
    }

    private static object? Python(JsonNode? node) => node switch
    {
        null => null,
        JsonArray list => list.Select(Python).ToArray(),
        JsonObject tensor => tensor["data"]!.AsArray().Select(Python).ToArray(),
        _ => node.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.String => (string)node! switch
            {
                "NaN" => double.NaN,
                "Infinity" => double.PositiveInfinity,
                "-Infinity" => double.NegativeInfinity,
                var text => text,
            },
            System.Text.Json.JsonValueKind.True => true,
            System.Text.Json.JsonValueKind.False => false,
            _ => node.ToJsonString() is var text && long.TryParse(text, CultureInfo.InvariantCulture, out var whole) ? whole : (double)node,
        },
    };

    private static double Number(JsonNode node) =>
        node.GetValueKind() == System.Text.Json.JsonValueKind.String ? double.Parse((string)node!, CultureInfo.InvariantCulture)
            : (double)node;
}
