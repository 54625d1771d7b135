using System.Text.Json;
using System.Text.Json.Nodes;

namespace Layers;

internal static partial class Throw
{
    private const string SameLayers = "The model must have the same layers in the same order as the saved one. " +
        "LoadWeights with skipMismatch: true loads the layers that fit.";

    public static NotSupportedException CannotExport(Layer layer, Node node) =>
        new($"{layer} cannot be exported: it computes {node.Op}, and ONNX has no operator with the same result, so managed code " +
            "computes it. " +
            (ExtensionForms.Has(node.Op)
                ? "Export with useExtensions: true, for runtimes that have Microsoft.ML.OnnxRuntime.Extensions, or export"
                : "Export") + " the layers after it as a separate model, and feed that model the output of this layer.");

    public static InvalidDataException NotAnArchive(string path, Exception inner) =>
        new($"'{path}' is not a .keras archive, which is a zip file with config.json and model.weights.h5. " +
            "Check that the file is complete and was saved with model.save(\"name.keras\").", inner);

    public static InvalidDataException MissingEntry(string path, string entry) =>
        new($"'{path}' lacks the entry '{entry}', which every .keras archive has. The file is damaged or not a .keras archive.");

    public static InvalidDataException NoWeightsEntry(string path) =>
        new($"'{path}' lacks the entry '{Archive.Weights}', which every .keras archive has unless it has '{Archive.NpzWeights}'. " +
            "The file is damaged or not a .keras archive.");

    public static InvalidDataException EntryTooLarge(string path, string entry, long length, long compressed) =>
        new($"'{path}': the entry '{entry}' has {Nouns.Of(compressed, "byte")} and would have {Nouns.Of(length)} after " +
            "decompression, which no model has. The file was refused.");

    public static InvalidDataException BadEntry(string path, string entry, string? place, Exception inner) =>
        new($"'{path}': the entry '{entry}' cannot be read{(place is null ? "" : $" at {place}")}. {inner.Message}", inner);

    public static InvalidDataException RepeatedEntry(string path, string entry, int count) =>
        new($"'{path}' has {count} entries '{entry}', and each reader could take a different one. The file was refused; do not trust it.");

    public static InvalidDataException EntryOfOtherLength(string path, string entry, long length) =>
        new($"'{path}': the entry '{entry}' should have {Nouns.Of(length, "byte")} and has a different number. " +
            "The file is damaged: fetch or save it again.");

    public static InvalidDataException WrongCheckSum(string path, string entry) =>
        new($"'{path}': the entry '{entry}' does not match its checksum (CRC-32). The file is damaged: fetch or save it again.");

    public static JsonException NotUtf8() => new("It is not UTF-8, the encoding of JSON.");

    public static JsonException NullJson() => new("It is null.");

    public static JsonException LoneSurrogate(long at) =>
        new($"The text that starts at byte {at} holds half of a character (a lone surrogate).");

    public static JsonException TooManySizes(long at, int most) => new($"The shape at byte {at} has more than {most} sizes.");

    // These messages become the reason why the entry was ignored.
    public static FormatException ExtraStateIsNoObject() => new("it is not an object");

    public static FormatException ExtraStateOfVersion(JsonNode? received, int known) => new($"it has version {received}, and this " +
        $"library reads version {known}");

    public static FormatException ExtraStateOfAnotherModel() => new("another program changed the model after it was written");

    public static FormatException NotSaid(string what) => new($"{what} is expected, but the file has something else");

    public static FormatException EntriesOfOtherNumber(int received, int expected) =>
        new($"it has {received}, and the model has {expected}");

    public static FormatException ColumnOfTwoInputs(string column) => new($"the column '{column}' goes into two inputs");

    public static FormatException EpochsAndLogs(string log, int values, int epochs) =>
        new($"{log} has {Nouns.Of(values, "value")} for {Nouns.Of(epochs, "epoch")}");

    public static FormatException RowOfOtherInputs() => new("the health row does not fit the inputs and outputs of the model");

    public static ArgumentException NoHealthRow(Model model, Input input, Shape received) =>
        new($"{model}: a health row is one row, with or without a leading batch axis of size 1; " +
            $"the input '{input.Name}' has the shape {input.Shape}, and the row has shape {received}.", nameof(HealthRow));

    public static NotSupportedException HealthOfStates(Model model) =>
        new($"{model} has layers that keep states between batches, so its prediction for a row depends on the rows before it, " +
            "and a health row cannot be compared. Save the model without a health row.");

    public static FormatException NullSequentialPath() => new("the path of a sequential model is null");

    public static InvalidDataException NotAnObject(JsonNode? node) =>
        new($"The file should describe a layer with class_name and config, but has {(node is null ? "null" : Short(node))}.");

    public static InvalidDataException UnknownLayer(string owner, string name) =>
        name is "Lambda" or "TFOpLambda" or "SlicingOpLambda" or "TensorFlowOpLayer" or "TFSMLayer"
        ? new($"{owner}: the file holds a layer of class '{name}', which has no settings but contains code of Python or TensorFlow, " +
            "and Layers does not run that. Make the model without it. A layer of your own that computes the same is registered with " +
            "LayerRegistry.Register<TLayer>(\"package\").")
        : new($"{owner}: the file holds a layer of class '{name}', which is unknown.{Nearest.Hint(name, LayerRegistry.Names)} A class " +
                "of your own is registered with LayerRegistry.Register<TLayer>(\"package\") before loading; " +
                "its name in the file is then package>Class. Known are Sequential, Functional and " +
                $"{NameList.Of(LayerRegistry.Names, name)}.");

    public static InvalidDataException NotAModel(string path, string className) =>
        new($"'{path}' holds a {className}, not a model that Layers can open. It opens Sequential and Functional models.");

    public static InvalidDataException RepeatedLayer(string owner, string layer) =>
        new($"{owner}: the file has two layers named '{layer}'; names must be unique.");

    public static InvalidDataException InputNameTaken(string owner, string name) =>
        new($"{owner}: the file names an input '{name}', which is not a valid name, or is the name of another layer. " +
            "Give the Input that name in Keras, and save the model again.");

    public static ArgumentException BadAssetName(Layer layer, string name) =>
        new($"{layer}: a file of a layer needs a plain name, with '/' between a folder and a file in it. Received '{name}'.");

    public static InvalidDataException BadNode(string owner, JsonNode? node) =>
        new($"{owner}: the file's call of a layer cannot be read: {(node is null ? "null" : Short(node))}. " +
            "Layers reads calls on tensors of the same model.");

    public static InvalidDataException UnsupportedArguments(string owner, JsonNode arguments) =>
        new($"{owner}: the file calls a layer with the arguments {Short(arguments)}, which this version of Layers does not support.");

    public static InvalidDataException UnreachableLayer(string owner, string layer, IEnumerable<string> needs) =>
        new($"{owner}: the layer '{layer}' is called on {string.Join(", ", needs)}, and the file does not make all of these.");

    public static InvalidDataException CannotRestore(string owner, Exception inner) =>
        new($"{owner}: no layer can be made from the file's settings. {inner.Message}", inner);

    public static InvalidDataException WrongVariableCount(Layer layer, int expected, int received, string place) =>
        new($"{layer} has {Nouns.Of(expected, "weight")}, but the file has {received} for it, at '{place}'. {SameLayers}");

    public static InvalidDataException NoWeightsFor(Layer layer, int count, string path, WeightGroup root)
    {
        var (group, place) = (root, "");
        foreach (var part in path.Split('/'))
        {
            if (!group.Groups.TryGetValue(part, out var inner)) break;
            (group, place) = (inner, WeightsFile.Join(place, part));
        }
        var layouts = place.Length > 0 ? "" : $" There, Keras 3 and 2.15 have '{WeightTree.LayersGroup}', 2.12 to 2.14 have " +
            $"'{OldLayout.Layers}', and on Windows the names of groups start with these: '{WeightTree.LayersGroup}\\dense'.";
        return new(
            $"{layer} has {Nouns.Of(count, "weight")}, but the file has no group '{path}' of its weights; " +
            $"{(place.Length > 0 ? $"in '{group.Origin ?? place}'" : "at its root")} it has " +
            $"{NameList.Of(group.Groups.Keys)}.{layouts} " +
            SameLayers);
    }

    public static InvalidDataException WrongVariableShape(Layer layer, Weight weight, Shape received, string place) =>
        new($"{layer}: the weight '{weight.Path}' has shape {weight.Shape}, but the file has {received} for it, at '{place}'. " +
            $"{SameLayers}");

    public static InvalidDataException SharedWeightsDiffer(Layer layer, string first, string place) =>
        new($"{layer} is one layer in several places, but the file has different weights for it at '{place}' and at '{first}'. " +
            "This happens after training in Keras, which opens a saved model with a separate layer in each place. " +
            "Load the file into a model that has a separate layer in each place.");

    public static InvalidDataException NotASpace(string place) =>
        new($"'{place}' should be a FeatureSpace, but its features do not fit the functional model that the file has there");

    public static InvalidDataException NotOneLayer(string place, string first) =>
        new($"'{place}' should be the layer at '{first}', but there is no earlier layer there with the same name, class and settings");

    public static InvalidDataException UnclearSharedLayer(Layer layer, IReadOnlyList<string> candidates) =>
        new($"{layer} is shared with another place of the model, by its shared_object_id, and only that place has its weights. " +
            "The file does not determine which layer it is: "
            + (candidates.Count == 0 ? "no layer before it has its name and settings. "
                : $"{candidates.Count} layers before it have its name and settings, {string.Join(" and ", candidates)}. " +
                    "Give them different names in Keras and save the model again. ")
            + "Keras does not open such a file either.");

    public static InvalidDataException UnsupportedCompile(string key, string received) =>
        new($"The file was compiled with {received} as its {key}, which this version of Layers cannot train with. " +
            "Model.Load(path, compile: false) loads the model without it, to predict or to compile again.");

    public static InvalidDataException UnknownCompileName(string kind, string name, IEnumerable<string> known) =>
        new($"The file was compiled with the {kind} '{name}', which this version of Layers does not have. Model.Load(path, compile: " +
            $"false) loads the model without it, to predict or to compile again. Known are {NameList.Of(known, name)}.");
}
