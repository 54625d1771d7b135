namespace Layers.TensorFlow;

/// <summary>Writes hashes with TensorFlow's own operators, which Keras's layers call.</summary>
internal static class HashRules
{
    // The seed of TensorFlow's crossed columns.
    private const long CrossKey = 0xDECAFCAFFE;

    public static Port FarmHash(NodeWriter to, Node node, Port[] inputs) =>
        Bucket(to, node, inputs[0], (text, buckets) => to.Call("StringToHashBucketFast", [text], ("num_buckets", buckets)));

    public static Port SipHash(NodeWriter to, Node node, Port[] inputs)
    {
        long[] key = [node.Int("key0", 0), node.Int("key1", 0)];
        return Bucket(to, node, inputs[0], (text, buckets) => to.Call("StringToHashBucketStrong", [text], ("num_buckets", buckets),
            ("key", key)));
    }

    public static Port CrossHash(NodeWriter to, Node node, Port[] inputs)
    {
        // SparseCross crosses the elements of a row, so each row has one element of each input.
        Port[] columns = [.. inputs.Select((x, i) => to.Reshape(node.Inputs[i].Type == DType.String ? x : to.Cast(x, Proto.DataType.Int64),
            -1, 1))];
        var crossed = to.CallAll("SparseCross", columns, ("N", 0L), ("sparse_types", Array.Empty<Proto.DataType>()),
            ("hashed_output", true),
            ("num_buckets", node.Int("buckets", 1)), ("hash_key", CrossKey), ("out_type", Proto.DataType.Int64),
                ("internal_type", Proto.DataType.Int64));
        return to.Call("Reshape", [crossed[1], to.Shape(inputs[0])]);
    }

    private static Port Bucket(NodeWriter to, Node node, Port x, Func<Port, long, Port> hash)
    {
        var (buckets, isText) = (node.Int("buckets", 1), node.Inputs[0].Type == DType.String);
        var text = isText ? x : to.Call("AsString", [x]);
        if (!isText || node.Attributes.GetValueOrDefault("masked") is not string masked) return hash(text, buckets);
        // The first bucket is only for the masked text; if there is no other bucket, every text is in it.
        var first = to.Const(TensorData.Scalar(0L));
        if (buckets == 1) return to.Call("BroadcastTo", [first, to.Shape(x)]);
        var others = to.Call("AddV2", [hash(text, buckets - 1), to.Const(TensorData.Scalar(1L))]);
        return to.Call("SelectV2", [to.Call("Equal", [x, to.Const(TensorData.Scalar(masked))]), first, others]);
    }
}
