using Layers.TensorFlow.Proto;

namespace Layers.TensorFlow;

/// <summary>Writes the splitting of texts into token indices with the operators that Keras's own layer calls.</summary>
internal static class TextRules
{
    // The 32 punctuation characters of ASCII, as in Keras.
    private const string Marks = @"[!""#$%&()\*\+,-\./:;<=>?@\[\\\]^_`{|}~\']";

    public static Port Indices(NodeWriter to, Node node, Port[] inputs)
    {
        var (x, shape) = (Standardized(to, inputs[0], (string?)node.Attributes.GetValueOrDefault("standardize")), node.Inputs[0].Shape);
        var ngrams = (long[]?)node.Attributes.GetValueOrDefault("ngrams");
        if (!node.Attributes.TryGetValue("split", out var split))
        {
            if (ngrams is null) return Find(to, node, x);
            // Each row of texts is a list of tokens.
            var width = shape[^1].Size;
            var rows = to.Call("Range", [to.Const(TensorData.Scalar(0L)),
                to.Call("AddV2", [Count(to, x), to.Const(TensorData.Scalar(1L))]), to.Const(TensorData.Scalar(width))]);
            var joined = Joined(to, to.Reshape(x, -1), rows, ngrams);
            var sizes = ShapeRules.Joined(to, [Leading(to, inputs[0], shape.Rank), to.Longs(node.Outputs[0].Shape[^1].Size)], 0);
            return to.Call("Reshape", [Find(to, node, joined.Tokens), sizes]);
        }
        var texts = to.Reshape(x, -1);
        var (tokens, splits) = split.Equals("character") ? Characters(to, texts) : Words(to, texts);
        if (ngrams is not null) (tokens, splits) = Joined(to, tokens, splits, ngrams);
        var length = node.Int("length", -1);
        var filled = to.Call("RaggedTensorToTensor",
            [to.Longs(-1, length), Find(to, node, tokens), to.Const(TensorData.Scalar(node.Int("nothing", 0))), splits],
            ("row_partition_types", new[] { "ROW_SPLITS" }));
        if (shape.Rank <= 2) return filled;
        var all = ShapeRules.Joined(to, [Leading(to, inputs[0], shape.Rank),
            to.Call("GatherV2", [to.Shape(filled), to.Ints(1), to.Int(0)])], 0);
        return to.Call("Reshape", [filled, all]);
    }

    private static Port Standardized(NodeWriter to, Port x, string? standardize)
    {
        // Without the attribute encoding, StringLower converts only A to Z.
        if (standardize is "lower" or "lower_and_strip_punctuation") x = to.Call("StringLower", [x]);
        if (standardize is "strip_punctuation" or "lower_and_strip_punctuation")
            x = to.Call("StaticRegexReplace", [x], ("pattern", Marks), ("rewrite", ""), ("replace_global", true));
        return x;
    }

    private static (Port Tokens, Port Splits) Words(NodeWriter to, Port texts)
    {
        // Without a separator, runs of ASCII white space are the separators.
        var split = to.CallAll("StringSplitV2", [texts, to.Const(TensorData.Scalar(""))]);
        var rows = to.Call("GatherV2", [split[0], to.Int(0), to.Int(1)]);
        var ones = to.Call("BroadcastTo", [to.Const(TensorData.Scalar(1L)), to.Shape(rows)]);
        var counts = to.Call("UnsortedSegmentSum", [ones, rows, Count(to, texts)]);
        return (split[1], ShapeRules.Joined(to, [to.Longs(0), to.Call("Cumsum", [counts, to.Int(0)])], 0));
    }

    private static (Port Tokens, Port Splits) Characters(NodeWriter to, Port texts)
    {
        var decoded = to.CallAll("UnicodeDecode", [texts], ("input_encoding", "UTF-8"), ("Tsplits", DataType.Int64));
        var one = to.Const(TensorData.Scalar(1L));
        var each = to.Call("Range", [to.Const(TensorData.Scalar(0L)), to.Call("AddV2", [Count(to, decoded[1]), one]), one]);
        return (to.Call("UnicodeEncode", [decoded[1], each], ("output_encoding", "UTF-8")), decoded[0]);
    }

    private static (Port Tokens, Port Splits) Joined(NodeWriter to, Port tokens, Port splits, long[] widths)
    {
        var joined = to.CallAll("StringNGrams", [tokens, splits], ("separator", " "), ("ngram_widths", widths), ("left_pad", ""),
            ("right_pad", ""),
            ("pad_width", 0L), ("preserve_short_sequences", false));
        return (joined[0], joined[1]);
    }

    private static Port Find(NodeWriter to, Node node, Port tokens)
    {
        var (vocabulary, first) = ((string[])node.Attributes["vocabulary"], node.Int("first", 0));
        string[] keys = [.. vocabulary, ""];
        long[] values = [.. vocabulary.Select((_, i) => first + i), node.Int("nothing", 0)];
        return TableRules.Find(to, node, tokens, TensorData.Of(keys, [keys.Length]), TensorData.Of(values, [keys.Length]),
            to.Const(TensorData.Scalar(node.Int("unknown", 0))));
    }

    // The number of elements, an int64 scalar.
    private static Port Count(NodeWriter to, Port x) => to.Call("Prod", [to.Shape(x), to.Ints(0)]);

    // The sizes of all axes except the last.
    private static Port Leading(NodeWriter to, Port x, int rank) =>
        to.Call("GatherV2", [to.Shape(x), to.Ints([.. Enumerable.Range(0, rank - 1)]), to.Int(0)]);
}
