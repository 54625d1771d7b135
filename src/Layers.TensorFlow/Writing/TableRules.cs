using System.Globalization;
using System.Security.Cryptography;
using Google.Protobuf;
using Layers.TensorFlow.Proto;

namespace Layers.TensorFlow;

/// <summary>Writes lookups as hash tables that are filled when the model is loaded.</summary>
internal static class TableRules
{
    public static Port LabelEncoder(NodeWriter to, Node node, Port[] inputs)
    {
        var (x, from, type) = (inputs[0], node.Inputs[0].Type, node.Outputs[0].Type);
        var (keys, values) = (Named(node, "keys_", from), Named(node, "values_", type));
        var otherwise = to.Const(Scalar(node.Attributes[$"default_{Inference.EncoderKinds[type]}"]));
        if (from != DType.Float32) return Find(to, node, x, keys, values, otherwise);
        // TensorFlow has no tables with float keys. A table of their bits finds the same, after −0 becomes 0 and every NaN becomes one NaN.
        var bits = Bits(to, x);
        return Find(to, node, bits, TensorData.Of(Array.ConvertAll(keys.ToArray<float>(), Bits), keys.Shape), values, otherwise);
    }

    /// <summary>Looks elements up in a table.</summary>
    /// <param name="to">The writer.</param>
    /// <param name="node">The node that is written.</param>
    /// <param name="x">The elements.</param>
    /// <param name="keys">The keys, each once.</param>
    /// <param name="values">The value of each key.</param>
    /// <param name="otherwise">The value for all other elements.</param>
    public static Port Find(NodeWriter to, Node node, Port x, TensorData keys, TensorData values, Port otherwise)
    {
        if (to.IsFunction) throw new CannotWriteException(node, "TensorFlow fills tables before a run, and this one is in a loop");
        if (keys.Length == 0) return to.Call("BroadcastTo", [otherwise, to.Shape(x)]);
        var (ours, theirs) = (to.Const(keys), to.Const(values));
        // Python keeps the tables of all open models in one place, so the name has a hash of the content.
        var table = to.Call("HashTableV2", [], ("key_dtype", ours.Type), ("value_dtype", theirs.Type),
            ("shared_name", NameOf(keys, values)));
        to.Initializers.Add(to.Run("LookupTableImportV2", [table, ours, theirs]));
        return to.Call("LookupTableFindV2", [table, x, otherwise]);
    }

    private static string NameOf(TensorData keys, TensorData values) =>
        "layers_table_" + Convert.ToHexStringLower(SHA256.HashData([.. TensorProtos.Of(keys).ToByteArray(), .. TensorProtos.Of(values)
            .ToByteArray()]))[..32];

    private static TensorData Named(Node node, string stem, DType type) =>
        TensorData.Of((Array)node.Attributes[$"{stem}{Inference.EncoderKinds[type]}s"]);

    private static TensorData Scalar(object value) => value switch
    {
        string text => TensorData.Scalar(text),
        long number => TensorData.Scalar(number),
        _ => TensorData.Scalar(Convert.ToSingle(value, CultureInfo.InvariantCulture)),
    };

    private static Port Bits(NodeWriter to, Port x)
    {
        var one = to.Call("SelectV2", [to.Call("IsNan", [x]), to.Const(TensorData.Scalar(float.NaN)),
            to.Call("AddV2", [x, to.Const(TensorData.Scalar(0f))])]);
        return to.Cast(to.Call("Bitcast", [one], ("type", DataType.Int32)), DataType.Int64);
    }

    private static long Bits(float number) => BitConverter.SingleToInt32Bits(float.IsNaN(number) ? float.NaN : number + 0f);
}
