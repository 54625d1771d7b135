using System.Globalization;
using Layers.TensorFlow.Proto;

namespace Layers.TensorFlow;

/// <summary>Reads the signatures of a graph that the library opened.</summary>
internal static class SignatureReader
{
    // TensorFlow itself calls this signature when it opens the model.
    private const string Internal = "__saved_model_";

    public static IReadOnlyDictionary<string, SavedModelSignature> Read(MetaGraphDef meta, nint graph)
    {
        var places = meta.GraphDef?.Node.Index().ToDictionary(pair => pair.Item.Name, pair => pair.Index, StringComparer.Ordinal) ?? [];
        return meta.SignatureDef.Where(pair => !pair.Key.StartsWith(Internal, StringComparison.Ordinal)).OrderBy(pair => pair.Key,
            StringComparer.Ordinal)
            .ToDictionary(pair => pair.Key, pair => Read(pair.Key, pair.Value, graph, places), StringComparer.Ordinal);
    }

    private static SavedModelSignature Read(string name, SignatureDef signature, nint graph, Dictionary<string, int> places)
    {
        string? fault = null;
        var inputs = Tensors(signature.Inputs, graph, places, ref fault);
        return new(name, inputs, Tensors(signature.Outputs, graph, places, ref fault), fault);
    }

    private static List<SavedModelTensor> Tensors(IEnumerable<KeyValuePair<string, TensorInfo>> infos, nint graph, Dictionary<string,
        int> places, ref string? fault)
    {
        var tensors = new List<(int Node, SavedModelTensor Tensor)>();
        foreach (var (name, info) in infos)
        {
            var at = info.Name.LastIndexOf(':');
            var (node, index) = at < 0 ? (info.Name, 0) : int.TryParse(info.Name.AsSpan(at + 1), NumberStyles.None,
                CultureInfo.InvariantCulture, out var number) ? (info.Name[..at], number) : ("", 0);
            var operation = node.Length == 0 ? 0 : Native.TF_GraphOperationByName(graph, node);
            if (info.Dtype.ToLayers() is not { } type) fault ??= $"'{name}' has elements of type {info.Dtype.Word()}, which tensors of " +
                "Layers cannot have";
            else if (node.Length == 0) fault ??= $"'{name}' is a sparse or ragged tensor, and Layers runs dense ones";
            else if (operation == 0 || index >= Native.TF_OperationNumOutputs(operation)) fault ??= $"'{name}' should be '{info.Name}', " +
                "which is not in the graph";
            else tensors.Add((places.GetValueOrDefault(node, int.MaxValue), new(name, type, ShapeOf(name, info.TensorShape),
                new() { Operation = operation, Index = index })));
        }
        // A signature has no order, so the order of the graph is used.
        return [.. tensors.OrderBy(pair => pair.Node).ThenBy(pair => pair.Tensor.Place.Index).ThenBy(pair => pair.Tensor.Name,
            StringComparer.Ordinal).Select(pair => pair.Tensor)];
    }

    private static Shape? ShapeOf(string name, TensorShapeProto? shape) =>
        shape is null or { UnknownRank: true } ? null : [.. shape.Dim.Select((dim, axis) => dim.Size >= 0 ? (Dim)dim.Size
            : string.Create(CultureInfo.InvariantCulture, $"{name}[{axis}]"))];
}
