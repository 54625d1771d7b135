namespace Layers;

internal static partial class Throw
{
    public static LayerException PaddingWithoutMaxTokens(string layer) =>
        new(layer, $"{layer}: padToMaxTokens pads the output to maxTokens columns, and there is no maxTokens. Give maxTokens, or leave " +
            "padToMaxTokens out.");

    public static LayerException WrongIdf(Layer layer, OutputMode mode, bool hasWeights) =>
        new(layer.Name, hasWeights
            ? $"{layer}: idfWeights need a vocabulary and the mode {OutputMode.TfIdf}. The mode is {mode}. Leave them out, or give both."
            : $"{layer}: a vocabulary for the mode {OutputMode.TfIdf} needs idfWeights, one for each value. Received none.");

    public static LayerException IdfLength(Layer layer, int weights, int values) =>
        new(layer.Name, $"{layer}: idfWeights must have one number for each value of the vocabulary. Expected {values}, received " +
            $"{weights}.");

    public static LayerException EmptyVocabulary(Layer layer) =>
        new(layer.Name, $"{layer}: a vocabulary must have one or more values. Received none. Leave it out to learn it with Adapt.");

    public static LayerException NullInVocabulary(Layer layer, int index) =>
        new(layer.Name, $"{layer}: a vocabulary must not have a null. Value {index} (the first is 0) is null.");

    public static LayerException RepeatedTerm(Layer layer, object value, int index, int first) =>
        new(layer.Name, $"{layer}: a vocabulary must have each value once (texts are compared by UTF-8 bytes). '{value}' is both value " +
            $"{first} and value {index} (the first is 0). Remove one.");

    public static LayerException TokenInside(Layer layer, string token, object value, int index) =>
        new(layer.Name, $"{layer}: the {token} token '{value}' is value {index} of the vocabulary (the first is 0). Leave mask and OOV " +
            "tokens out, or give all of them in front: the mask token first, then one OOV token for each OOV index.");

    public static LayerException VocabularyTooLarge(Layer layer, int size, int most) =>
        new(layer.Name, $"{layer}: a vocabulary must have at most maxTokens indices, including those of mask and OOV tokens. Expected " +
            $"{most} or fewer, received {size}. Shorten it, or raise maxTokens.");

    public static LayerException NoValuesToLearn(AdaptiveLayer layer, long values, AdaptState state)
    {
        var column = state.FeatureNames is [var name] ? $"the column '{name}'" : "the column";
        var fault = values == 0 ? $"all values are missing. Check {column}"
            : $"all values are the mask or the OOV token. Check {column}, or choose other tokens";
        return new(layer.Name, $"{layer} found no value to learn in {Invariant(state.Rows)} {Nouns.Noun(state.Rows, "row")}: {fault}.");
    }

    public static LayerException OtherDepth(Layer layer, long expected, int received, bool canPad) =>
        new(layer.Name, $"{layer} is in a model that was built for {Nouns.Of(expected, "index")}, including those of mask and OOV " +
            $"tokens; the new vocabulary has {received}. Adapt a new layer and build a new model with it" +
            $"{(canPad ? ", or create the layer with maxTokens and padToMaxTokens: true, whose output keeps its size" : "")}.");

    public static LayerException DepthNotKnown(Layer layer) =>
        new(layer.Name, $"{layer} does not know the number of its indices before it has a vocabulary, and the layers after it are built " +
            "for that number. Call Adapt on the layer first, or give it maxTokens and padToMaxTokens: true.");

    public static LayerException NeedsTexts(Layer layer, Value x) =>
        new(layer.Name, $"{layer} looks up texts. Received {new TensorType(x.Type, x.Shape)}. Use IntegerLookup for integers.");

    public static LayerException SaltWithoutHash(Layer layer) =>
        new(layer.Name, $"{layer}: a salt is the key of a hash, and oovMethod is {OovMethod.FloorMod}. Choose oovMethod " +
            $"{OovMethod.FarmHash}, or leave the salt out.");

    public static InvalidDataException NoVocabularyFile(Layer layer) =>
        new($"{layer} has its vocabulary in the asset {VocabularyFile.Name}, and the archive has no such file. The archive is damaged, " +
            "or was written before the layer was adapted.");

    public static InvalidDataException NotAnIntegerLine(Layer layer, string text) =>
        new($"{layer}: each line of {VocabularyFile.Name} must be a decimal integer. Received '{text}'.");

    public static LayerException WordLostInFile(Layer layer, string word) =>
        new(layer.Name, $"{layer}: the file of the vocabulary has one word a line, and Keras would read '{Visible(word)}' differently: " +
            $"{(word.Length == 0 ? "it drops an empty word at the end" : "the word contains a line break")}. " +
            "Take the word out of the vocabulary, give the vocabulary in the constructor, or save with new SaveOptions { AcceptLostWords " +
            "= true }; this library then reads all words, and Keras does not.");

    private static string Visible(string word) =>
        string.Concat(word.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? $"\\u{(int)c:X4}" : c.ToString()));
}
