using System.Runtime.InteropServices;
using System.Text;

namespace Layers.Graphs;

/// <summary>A hash that two values share only if they compute the same result from the same inputs.</summary>
/// <remarks>The hash is the name of a size that inference cannot compute. Inference treats sizes with the same name as equal, so two sizes
/// that may differ must not get the same name.</remarks>
internal static class Fingerprint
{
    // FNV-1a of 64 bits (Fowler, Noll, Vo 1991).
    private const ulong Basis = 0xCBF29CE484222325;
    private const ulong Prime = 0x100000001B3;

    public static string Of(Value value)
    {
        if (value.Name is { } name) return name;
        var hashes = Of(Graph.Of(value));
        return $"#{Mix(hashes[value.Node], value.Index):x16}";
    }

    public static string Of(string text) => $"#{Mix(Basis, text):x16}";

    private static Dictionary<Node, ulong> Of(Graph graph)
    {
        var hashes = new Dictionary<Node, ulong>(ReferenceEqualityComparer.Instance);
        foreach (var node in graph.Nodes) hashes[node] = Of(node, hashes);
        return hashes;
    }

    private static ulong Of(Node node, Dictionary<Node, ulong> hashes)
    {
        var hash = Mix(Basis, node.Op.Name);
        if (node.Op == Op.Input) return Mix(hash, node.Outputs[0].Name!);
        foreach (var input in node.Inputs) hash = Mix(Mix(hash, (long)hashes[input.Node]), input.Index);
        foreach (var (name, value) in node.Attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal))
            hash = Mix(Mix(hash, name), value);
        return hash;
    }

    private static ulong Mix(ulong hash, object value) => value switch
    {
        long number => MixBytes(hash, BitConverter.GetBytes(number)),
        float number => MixBytes(hash, BitConverter.GetBytes(number)),
        string text => MixBytes(hash, Encoding.UTF8.GetBytes(text)),
        long[] numbers => numbers.Aggregate(Mix(hash, (long)numbers.Length), (so, number) => Mix(so, number)),
        float[] numbers => MixBytes(hash, MemoryMarshal.AsBytes<float>(numbers)),
        string[] texts => texts.Aggregate(Mix(hash, (long)texts.Length), (so, text) => Mix(so, text)),
        Graph body =>
            body.Outputs.Aggregate((Hash: hash, Nodes: Of(body)),
            (so, output) => (Mix(Mix(so.Hash, (long)so.Nodes[output.Value.Node]), output.Value.Index), so.Nodes)).Hash,
        TensorData { Type: DType.String } data =>
            data.ToArray<string>().Aggregate(Mix(hash, data.Shape.ToString()), (so, text) => Mix(so, text)),
        TensorData data => MixBytes(Mix(hash, $"{data.Type.Name()}{data.Shape}"), data.AsBytes()),
        _ => throw new InvalidOperationException($"Bug in Layers: an attribute is a {value.GetType()}."),
    };

    private static ulong Mix(ulong hash, long number) => MixBytes(hash, BitConverter.GetBytes(number));

    private static ulong MixBytes(ulong hash, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes) hash = (hash ^ b) * Prime;
        // The length is hashed as well, so that adjacent pieces of different lengths give different hashes.
        return (hash ^ (ulong)bytes.Length) * Prime;
    }
}
