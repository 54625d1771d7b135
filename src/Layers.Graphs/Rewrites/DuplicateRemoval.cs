using System.Runtime.InteropServices;

namespace Layers.Graphs;

/// <summary>A rewrite that merges nodes with the same result.</summary>
public static class DuplicateRemoval
{
    // Comparing large constants costs more than keeping two of them.
    private const int LargestComparedConstant = 1024;

    /// <summary>Returns the graph without duplicate nodes: no two nodes have equal operators, attributes and inputs.</summary>
    /// <param name="graph">The graph.</param>
    public static Graph RemoveDuplicates(this Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var seen = new Dictionary<Key, IReadOnlyList<Value>>();
        return graph.Rewrite((node, inputs) =>
        {
            if (node.Op == Op.Input || (node.Op == Op.Constant
                && (node.Constant.Type == DType.String || node.Constant.Length > LargestComparedConstant))) return null;
            var key = new Key(node.Op, inputs, node.Attributes);
            ref var outputs = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, key, out var isKnown);
            return isKnown ? outputs : outputs = node.Outputs;
        });
    }

    private sealed class Key(Op op, IReadOnlyList<Value> inputs, IReadOnlyDictionary<string, object> attributes) : IEquatable<Key>
    {
        private readonly Op _op = op;
        private readonly IReadOnlyList<Value> _inputs = inputs;
        private readonly IReadOnlyDictionary<string, object> _attributes = attributes;

        public bool Equals(Key? other)
        {
            if (other is null || _op != other._op || _attributes.Count != other._attributes.Count || !_inputs.SequenceEqual(other._inputs))
                return false;
            foreach (var (name, value) in _attributes)
                if (!other._attributes.TryGetValue(name, out var theirs) || !Same(value, theirs))
                    return false;
            return true;
        }

        public override bool Equals(object? obj) => Equals(obj as Key);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.Add(_op);
            foreach (var input in _inputs) hash.Add(input);
            foreach (var value in _attributes.Values)
                if (value is TensorData data) hash.AddBytes(data.AsBytes());
                else if (value is not Array) hash.Add(value);
            return hash.ToHashCode();
        }

        private static bool Same(object a, object b) => (a, b) switch
        {
            (long[] left, long[] right) => left.AsSpan().SequenceEqual(right),
            (float[] left, float[] right) => left.AsSpan().SequenceEqual(right),
            (string[] left, string[] right) => left.AsSpan().SequenceEqual(right),
            (TensorData left, TensorData right) =>
                left.Type == right.Type && left.Shape.Equals(right.Shape) && left.AsBytes().SequenceEqual(right.AsBytes()),
            _ => a.Equals(b),
        };
    }
}
