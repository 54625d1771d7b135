using System.Text.Json.Nodes;

namespace Layers;

internal static partial class Throw
{
    public static LayerException LengthOfIndicesOnly(string layer, OutputMode mode) =>
        new(layer, $"{layer}: outputSequenceLength says how many indices a text has, so it goes with outputMode {OutputMode.Int}. " +
            $"Received {mode}. Leave it out: the other modes have a place for each token of the vocabulary.");

    public static LayerException OneHotOfTokens(string layer) =>
        new(layer, $"{layer}: one-hot of texts that are split has as many rows as a text has tokens, which no tensor has. " +
            $"Use {OutputMode.MultiHot} or {OutputMode.Count}, or {OutputMode.Int} with an outputSequenceLength and a CategoryEncoding " +
            "behind it.");

    public static LayerException NeedsTextRows(Layer layer, Value x) =>
        new(layer.Name, $"{layer} reads texts. Received {new TensorType(x.Type, x.Shape)}. Declare the input as texts, for example new " +
            "Input([1], DType.String).");

    public static LayerException NotOneTextARow(Layer layer, Shape shape) =>
        new(layer.Name, $"{layer} splits one text a row, so its input is (batch) or (batch, 1). Received {shape}. Give each column a " +
            "layer of its own, or join the texts first.");

    public static LayerException NoNeighboursInARow(Layer layer, Shape shape) =>
        new(layer.Name, $"{layer} joins the elements of a row (ngrams) and does not split, so its input is (batch, n) of a known n. " +
            $"Received {shape}.");

    public static LayerException NoRowToCut(Layer layer, Shape shape) =>
        new(layer.Name, $"{layer} cuts or pads the elements of a row (outputSequenceLength) and does not split, so its input is (batch, " +
            $"n). Received {shape}.");

    public static LayerException CountsOneTextARow(Layer layer, Shape shape) =>
        new(layer.Name, $"{layer} makes one row of each text, so its input is (batch) or (batch, 1). Received {shape}.");

    public static InvalidDataException RaggedIndices(string owner) =>
        new($"{owner}: with 'ragged' each row has a length of its own, which no tensor of this library has. Set ragged to false: rows are " +
            "then padded with 0, which Embedding leaves out with mask_zero.");

    public static InvalidDataException OwnFunction(string owner, string key, JsonNode function, string?[] words) =>
        new($"{owner}: '{key}' is a function of Python, {Throw.Short(function)}, and code of a file is not run. Known are {string.Join(", ", words.OfType<string>())} and null. " +
            "Do to the texts what the function does before they come to the model, and set it to null.");

    public static InvalidDataException OtherEncoding(string owner, string encoding) =>
        new($"{owner}: texts are UTF-8 here, and 'encoding' is '{encoding}'. Set it to utf-8, and decode texts when they are read.");
}
