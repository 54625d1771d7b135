using System.Text.Json.Nodes;

namespace Layers;

internal static partial class Throw
{
    public static LayerException LengthOfIndicesOnly(string layer, OutputMode mode) =>
        new(layer, $"{layer}: outputSequenceLength is the number of indices of a text, so it needs outputMode {OutputMode.Int}. " +
            $"Received {mode}. Leave it out: the other modes have a column for each token of the vocabulary.");

    public static LayerException OneHotOfTokens(string layer) =>
        new(layer, $"{layer}: the one-hot form of a text that is split has one row for each token, and a tensor cannot have rows of " +
            "different sizes. " +
            $"Use {OutputMode.MultiHot} or {OutputMode.Count}, or {OutputMode.Int} with an outputSequenceLength and a CategoryEncoding " +
            "after it.");

    public static LayerException NeedsTextRows(Layer layer, Value x) =>
        new(layer.Name, $"{layer} reads texts. Received {new TensorType(x.Type, x.Shape)}. Declare the input as texts, for example new " +
            "Input([1], DType.String).");

    public static LayerException NotOneTextARow(Layer layer, Shape shape) =>
        new(layer.Name, $"{layer} splits one text for each row, so its input must be (batch) or (batch, 1). Received {shape}. Use a " +
            "layer for each column, or join the texts first.");

    public static LayerException NoNeighboursInARow(Layer layer, Shape shape) =>
        new(layer.Name, $"{layer} joins the elements of a row (ngrams) and does not split, so its input must be (batch, n) with a known " +
            $"n. Received {shape}.");

    public static LayerException NoRowToCut(Layer layer, Shape shape) =>
        new(layer.Name, $"{layer} truncates or pads the elements of a row (outputSequenceLength) and does not split, so its input must " +
            "be (batch, " +
            $"n). Received {shape}.");

    public static LayerException CountsOneTextARow(Layer layer, Shape shape) =>
        new(layer.Name, $"{layer} makes one row of each text, so its input must be (batch) or (batch, 1). Received {shape}.");

    public static InvalidDataException RaggedIndices(string owner) =>
        new($"{owner}: with 'ragged' the rows have different lengths, which the tensors of this library do not support. Set ragged to " +
            "false: " +
            "rows are then padded with 0, which Embedding masks with mask_zero.");

    public static InvalidDataException OwnFunction(string owner, string key, JsonNode function, string?[] words) =>
        new($"{owner}: '{key}' is a Python function, {Throw.Short(function)}, and code of a file is not run. The known values are " +
            $"{string.Join(", ", words.OfType<string>())} and null. " +
            "Apply the function to the texts before they are passed to the model, and set it to null.");

    public static InvalidDataException OtherEncoding(string owner, string encoding) =>
        new($"{owner}: texts must be UTF-8, but 'encoding' is '{encoding}'. Set it to utf-8, and decode texts when they are read.");
}
