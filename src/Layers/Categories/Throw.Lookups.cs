namespace Layers;

internal static partial class Throw
{
    public static LayerException PadsToNoLength(string layer) =>
        new(layer, $"{layer}: padToMaxTokens fills up to maxTokens places, and there is no maxTokens. Give it, or leave padToMaxTokens out.");

    public static LayerException WrongIdf(Layer layer, OutputMode mode, bool hasWeights) =>
        new(layer.Name, hasWeights
            ? $"{layer}: idfWeights come with a vocabulary and the mode {OutputMode.TfIdf}. The mode is {mode}. Leave them out, or give both."
            : $"{layer}: a vocabulary for the mode {OutputMode.TfIdf} comes with idfWeights, one for each value. Received none.");

    public static LayerException IdfLength(Layer layer, int weights, int values) =>
        new(layer.Name, $"{layer}: idfWeights are one for each value of the vocabulary. Expected {values}, received {weights}.");

    public static LayerException EmptyVocabulary(Layer layer) =>
        new(layer.Name, $"{layer}: a vocabulary has one value or more. Received none. Leave it out to learn it with Adapt.");

    public static LayerException NullInVocabulary(Layer layer, int index) =>
        new(layer.Name, $"{layer}: a vocabulary holds no null. Value {index} (the first is 0) is null.");

    public static LayerException RepeatedTerm(Layer layer, object value, int index, int first) =>
        new(layer.Name, $"{layer}: a vocabulary has each value once, compared by UTF-8 bytes. '{value}' is there as value {first} and as value {index} (the first is 0). Remove one.");

    public static LayerException TokenInside(Layer layer, string token, object value, int index) =>
        new(layer.Name, $"{layer}: the {token} token '{value}' is value {index} of the vocabulary (the first is 0). Leave mask and OOV tokens out, or give all of them in front: the mask token first, then as many OOV tokens as there are OOV indices.");

    public static LayerException VocabularyTooLarge(Layer layer, int size, int most) =>
        new(layer.Name, $"{layer}: a vocabulary has at most maxTokens indices, those of mask and OOV tokens among them. Expected {most} or fewer, received {size}. Shorten it, or raise maxTokens.");

    public static LayerException NothingToLookUp(AdaptiveLayer layer, long values, AdaptState state)
    {
        var column = state.FeatureNames is [var name] ? $"the column '{name}'" : "the column";
        var fault = values == 0 ? $"they have none. Check {column}" : $"all of them are the mask or the OOV token. Check {column}, or choose other tokens";
        return new(layer.Name, $"{layer} found no value to learn in {Invariant(state.Rows)} row{(state.Rows == 1 ? "" : "s")}: {fault}.");
    }

    public static LayerException OtherDepth(Layer layer, long expected, int received, bool canPad) =>
        new(layer.Name, $"{layer} is in a model that was built for {expected} indices, those of mask and OOV tokens among them; the new vocabulary has {received}. " +
            $"Adapt a new layer and build a new model with it{(canPad ? ", or make the layer with maxTokens and padToMaxTokens: true, whose output keeps its size" : "")}.");

    public static LayerException DepthNotKnown(Layer layer) =>
        new(layer.Name, $"{layer} does not know how many indices there are before it has its vocabulary, and what follows is built for as many. Call Adapt on the layer first, or give it maxTokens and padToMaxTokens: true.");

    public static LayerException NeedsTexts(Layer layer, Value x) =>
        new(layer.Name, $"{layer} looks up texts. Received {new TensorType(x.Type, x.Shape)}. Use IntegerLookup for integers.");

    public static LayerException SaltWithoutHash(Layer layer) =>
        new(layer.Name, $"{layer}: a salt is the key of a hash, and oovMethod is {OovMethod.FloorMod}. Choose oovMethod {OovMethod.FarmHash}, or leave the salt out.");

    public static InvalidDataException NoVocabularyFile(Layer layer) =>
        new($"{layer} has its vocabulary in the file {VocabularyFile.Name} among its assets, and there is none. The archive is damaged, or was written before the layer was adapted.");

    public static InvalidDataException NotAnIntegerLine(Layer layer, string text) =>
        new($"{layer}: a line of {VocabularyFile.Name} is an integer in decimal. Received '{text}'.");

    public static LayerException WordLostInFile(Layer layer, string word) =>
        new(layer.Name, $"{layer}: the file of the vocabulary has one word a line, and Keras would read '{Visible(word)}' otherwise: {(word.Length == 0 ? "an empty word at the end is dropped" : "it holds an end of line")}. " +
            "Take the word out of the vocabulary, give the vocabulary in the constructor, or save with new SaveOptions { AcceptLostWords = true }; this library then reads all words, and Keras does not.");

    private static string Visible(string word) => string.Concat(word.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? $"\\u{(int)c:X4}" : c.ToString()));
}
