using System.Text.Json;
using System.Text.Json.Nodes;

namespace Layers;

internal static partial class Throw
{
    public static NotSupportedException CannotExport(Layer layer, Node node) =>
        new($"{layer} cannot be exported: it computes {node.Op}, and ONNX has no operator that gives its numbers, so managed code does. {(ExtensionForms.Has(node.Op) ? "Export with useExtensions: true, for runtimes that have Microsoft.ML.OnnxRuntime.Extensions, or export" : "Export")} the layers behind it as a model of their own, and feed that what this layer gives.");

    public static InvalidDataException NotAnArchive(string path, Exception inner) =>
        new($"'{path}' is not a .keras archive, which is a zip file with config.json and model.weights.h5. Check that the file is whole and was saved with model.save(\"name.keras\").", inner);

    public static InvalidDataException MissingEntry(string path, string entry) =>
        new($"'{path}' lacks the entry '{entry}', which every .keras archive has. The file is damaged or something else.");

    public static InvalidDataException NoWeightsEntry(string path) =>
        new($"'{path}' lacks the entry '{Archive.Weights}', which every .keras archive has unless it has '{Archive.NpzWeights}'. The file is damaged or something else.");

    public static InvalidDataException EntryTooLarge(string path, string entry, long length, long compressed) =>
        new($"'{path}': the entry '{entry}' claims to unpack from {compressed} to {length} bytes, which no model does. The file was refused.");

    public static InvalidDataException BadEntry(string path, string entry, string? place, Exception inner) =>
        new($"'{path}': the entry '{entry}' cannot be read{(place is null ? "" : $" at {place}")}. {inner.Message}", inner);

    public static InvalidDataException RepeatedEntry(string path, string entry, int count) =>
        new($"'{path}' has {count} entries '{entry}', where readers could take another one each. The file was refused; do not trust it.");

    public static InvalidDataException EntryOfOtherLength(string path, string entry, long length) =>
        new($"'{path}': the entry '{entry}' should have {length} bytes and has another number. The file is damaged: fetch or save it again.");

    public static InvalidDataException WrongCheckSum(string path, string entry) =>
        new($"'{path}': the entry '{entry}' is not what was written, by its check sum (CRC-32). The file is damaged: fetch or save it again.");

    public static JsonException NotUtf8() => new("It is not UTF-8, which JSON is written in.");

    public static JsonException NullJson() => new("It is null.");

    public static JsonException LoneSurrogate(long at) => new($"The text that starts at byte {at} holds half of a character (a lone surrogate).");

    public static JsonException TooManySizes(long at, int most) => new($"The shape at byte {at} has more than {most} sizes.");

    // These become the reason why the entry was left out.
    public static FormatException ExtraStateIsNoObject() => new("it is not an object");

    public static FormatException ExtraStateOfVersion(JsonNode? received, int known) => new($"it is of version {received}, and this library reads version {known}");

    public static FormatException ExtraStateOfAnotherModel() => new("the model was changed after it was written, by another program");

    public static FormatException NotSaid(string what) => new($"{what} is expected, and something else is there");

    public static FormatException EntriesOfOtherNumber(int received, int expected) => new($"it has {received}, and the model has {expected}");

    public static FormatException ColumnOfTwoInputs(string column) => new($"the column '{column}' goes into two inputs");

    public static FormatException EpochsAndLogs(string log, int values, int epochs) => new($"{log} has {values} values for {epochs} epochs");

    public static FormatException RowOfOtherInputs() => new("the kept row is not of the inputs and outputs of the model");

    public static ArgumentException NoHealthRow(Model model, Input input, Shape received) =>
        new($"{model}: a health row is one row, with or without the batch of 1 in front; the input '{input.Name}' has the shape {input.Shape}, and it was given one of shape {received}.", nameof(HealthRow));

    public static NotSupportedException HealthOfStates(Model model) =>
        new($"{model} has layers that go on from batch to batch, so what it predicts of a row depends on the rows before it, and no row can be compared. Save it without a health row.");

    public static FormatException NullLine() => new("a straight line is null");

    public static InvalidDataException NotAnObject(JsonNode? node) =>
        new($"The file should describe a layer with class_name and config, but has {(node is null ? "null" : Short(node))}.");

    public static InvalidDataException UnknownLayer(string owner, string name) => name is "Lambda" or "TFOpLambda" or "SlicingOpLambda" or "TensorFlowOpLayer" or "TFSMLayer"
        ? new($"{owner}: the file holds a layer of class '{name}', which is no layer with settings but code of Python or TensorFlow that would have to run here. Make the model without it: a layer of your own that does the same is made known with LayerRegistry.Register<TLayer>(\"package\").")
        : new($"{owner}: the file holds a layer of class '{name}', which is not known.{Nearest.Hint(name, LayerRegistry.Names)} A class " +
            "of your own is made known with LayerRegistry.Register<TLayer>(\"package\") before loading; " +
            $"the file then says package>Class. Known are Sequential, Functional and {NameList.Of(LayerRegistry.Names, name)}.");

    public static InvalidDataException NotAModel(string path, string className) =>
        new($"'{path}' holds a {className}, not a model that Layers can open. It opens Sequential and Functional models.");

    public static InvalidDataException RepeatedLayer(string owner, string layer) =>
        new($"{owner}: the file has two layers named '{layer}'; names must be unique.");

    public static InvalidDataException InputNameTaken(string owner, string name) =>
        new($"{owner}: the file names an input '{name}', which is no name, or that of another layer. Name the Input so in Keras, and save the model again.");

    public static ArgumentException BadAssetName(Layer layer, string name) =>
        new($"{layer}: a file of a layer needs a plain name, with '/' between a folder and what is in it; '{name}' came.");

    public static InvalidDataException BadNode(string owner, JsonNode? node) =>
        new($"{owner}: the file's call of a layer cannot be read: {(node is null ? "null" : Short(node))}. Layers reads calls on tensors of the same model.");

    public static InvalidDataException UnsupportedArguments(string owner, JsonNode arguments) =>
        new($"{owner}: the file calls a layer with the arguments {Short(arguments)}, which this version of Layers does not support.");

    public static InvalidDataException UnreachableLayer(string owner, string layer, IEnumerable<string> needs) =>
        new($"{owner}: the layer '{layer}' is called on {string.Join(", ", needs)}, not all of which the file makes.");

    public static InvalidDataException CannotRestore(string owner, Exception inner) =>
        new($"{owner}: the file's settings make no layer. {inner.Message}", inner);

    public static InvalidDataException WrongVariableCount(Layer layer, int expected, int received, string place) =>
        new($"{layer} has {expected} weights, but the file has {received} for it, at '{place}'. The model must have the layers that the file was saved from, in the same order. LoadWeights with skipMismatch: true takes the layers that fit.");

    public static InvalidDataException NoWeightsFor(Layer layer, int count, string path, WeightGroup root)
    {
        var (group, place) = (root, "");
        foreach (var part in path.Split('/'))
        {
            if (!group.Groups.TryGetValue(part, out var inner)) break;
            (group, place) = (inner, WeightsFile.Join(place, part));
        }
        var layouts = place.Length > 0 ? "" : $" There, Keras 3 and 2.15 have '{WeightTree.LayersGroup}', 2.12 to 2.14 have '{OldLayout.Layers}', and on Windows these begin the names of groups: '{WeightTree.LayersGroup}\\dense'.";
        return new(
            $"{layer} has {count} weights, but the file has no group '{path}' for them; " +
            $"{(place.Length > 0 ? $"in '{group.Origin ?? place}'" : "at its root")} it has {NameList.Of(group.Groups.Keys)}.{layouts} " +
            "The model must have the layers that the file was saved from, in the same order. LoadWeights with skipMismatch: true takes the layers that fit.");
    }

    public static InvalidDataException WrongVariableShape(Layer layer, Weight weight, Shape received, string place) =>
        new($"{layer}: the weight '{weight.Path}' has shape {weight.Shape}, but the file has {received} for it, at '{place}'. The model must have the layers that the file was saved from, in the same order. LoadWeights with skipMismatch: true takes the layers that fit.");

    public static InvalidDataException SharedWeightsDiffer(Layer layer, string first, string place) =>
        new($"{layer} is one layer in several places, but the file has other weights for it at '{place}' than at '{first}', as after training in Keras, which opens a saved model with a layer of its own in each place. Load the file into a model that has a layer of its own in each place.");

    public static InvalidDataException NotASpace(string place) =>
        new($"'{place}' is said to be a FeatureSpace, and the features that are named do not fit the functional model that the file has there");

    public static InvalidDataException NotOneLayer(string place, string first) =>
        new($"'{place}' is said to be the layer at '{first}', and is not: an earlier layer with the same name, class and settings is expected there");

    public static InvalidDataException UnclearSharedLayer(Layer layer, IReadOnlyList<string> candidates) =>
        new($"{layer} stands in another place of the model as well, by its shared_object_id, and its weights are only there. Which layer it is cannot be told: "
            + (candidates.Count == 0 ? "no layer before it has its name and settings. " : $"{candidates.Count} layers before it have its name and settings, {string.Join(" and ", candidates)}. Give them different names in Keras and save the model again. ")
            + "Keras does not open such a file either.");

    public static InvalidDataException UnsupportedCompile(string key, string received) =>
        new($"The file was compiled with {received} as its {key}, which this version of Layers cannot train with. Model.Load(path, compile: false) loads the model without it, to predict or to compile anew.");

    public static InvalidDataException UnknownCompileName(string kind, string name, IEnumerable<string> known) =>
        new($"The file was compiled with the {kind} '{name}', which this version of Layers does not have. Model.Load(path, compile: " +
            $"false) loads the model without it, to predict or to compile anew. There are {NameList.Of(known, name)}.");
}
