using System.Globalization;

namespace Layers.Graphs;

/// <summary>Prints graphs and nodes.</summary>
internal static class GraphText
{
    private const int Few = 16;

    public static string Of(Graph graph) =>
        string.Join('\n', Lines(graph, new Dictionary<Value, string>(ReferenceEqualityComparer.Instance), isWhole: true));

    private static List<string> Lines(Graph graph, Dictionary<Value, string> names, bool isWhole)
    {
        string NameOf(Value value) => names.GetValueOrDefault(value) ?? Known(value)!;

        var (lines, made) = (new List<string>(), 0);
        foreach (var node in graph.Nodes.Where(node => node.Op != Op.Input && node.Op != Op.Constant))
        {
            foreach (var output in node.Outputs) names[output] = string.Create(CultureInfo.InvariantCulture, $"%{made++}");
            var types = string.Join(", ", node.Outputs.Select(value => new TensorType(value.Type, value.Shape)));
            lines.Add($"{string.Join(", ", node.Outputs.Select(value => names[value]))} = {Call(node, NameOf)} : {types}");
        }
        // If a graph returns an input or a constant unchanged, no other line shows it.
        foreach (var (name, value) in graph.Outputs)
            if (value.Name is not null || value.Constant is not null)
                if (isWhole) lines.Add($"{name} = {NameOf(value)}");
        return lines;
    }

    /// <summary>Prints a single node. An input without a name is printed as its operator.</summary>
    public static string Of(Node node) =>
        node.Inputs.Count == 0 ? $"{node.Op}({Known(node.Outputs[0])})" : Call(node, value => Known(value) ?? value.Node.Op.Name);

    private static string Call(Node node, Func<Value, string> nameOf)
    {
        var arguments = node.Inputs.Select(nameOf)
            .Concat(node.Attributes.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Key}={Attribute(node, a)}"));
        return $"{node.Op}({string.Join(", ", arguments)})";
    }

    private static string Attribute(Node node, KeyValuePair<string, object> attribute) => attribute.Value switch
    {
        long type when node.Op == Op.Cast => ((DType)type).Name(),
        Array { Length: > Few } list =>
            string.Create(CultureInfo.InvariantCulture, $"[{list.Length} of {list.GetType().GetElementType()!.Name}]"),
        long[] numbers => List(numbers),
        float[] numbers => List(numbers),
        string[] texts => $"[{string.Join(", ", texts.Select(text => $"\"{text}\""))}]",
        Graph body => Body(body),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString()!,
    };

    private static string List<T>(T[] numbers) where T : IFormattable =>
        $"[{string.Join(", ", numbers.Select(number => number.ToString(null, CultureInfo.InvariantCulture)))}]";

    // The inputs of a body get numbers, because their names differ between graphs and files.
    private static string Body(Graph body)
    {
        var names = new Dictionary<Value, string>(ReferenceEqualityComparer.Instance);
        foreach (var input in body.Inputs) names[input] = string.Create(CultureInfo.InvariantCulture, $"#{names.Count}");
        var lines = Lines(body, names, isWhole: false);
        var outputs = body.Outputs.Select(output => names.GetValueOrDefault(output.Value) ?? Known(output.Value));
        return $"{{{string.Join("; ", lines.Append($"return {string.Join(", ", outputs)}"))}}}";
    }

    private static string? Known(Value value) => value.Name ?? (value.Constant is { } data ? Constant(data) : null);

    private static string Constant(TensorData data) => data.Length > 16 ? data.ToString()
        : data.Shape.Rank == 0 ? TensorText.Elements(data)
        : $"{{{TensorText.Elements(data)}}}";
}
