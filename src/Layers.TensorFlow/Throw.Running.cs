using Layers.TensorFlow.Proto;

namespace Layers.TensorFlow;

internal static partial class Throw
{
    private const string HowToGet = "Add the package SciSharp.TensorFlow.Redist to the application (dotnet add package " +
        "SciSharp.TensorFlow.Redist), or download TensorFlow's C library "
        + $"(https://www.tensorflow.org/install/lang_c) and name its folder in the environment variable {TensorFlowLibrary.Variable}.";

    public static DllNotFoundException NoLibrary() =>
        new($"A SavedModel is run by TensorFlow's native library 'tensorflow', which is not there. {HowToGet}");

    public static DllNotFoundException NoLibraryAt(string given, string[] names) =>
        new($"{TensorFlowLibrary.Variable} is '{given}', where there is no TensorFlow: it must be a folder with " +
            $"{string.Join(" or ", names)}, or the library itself. {HowToGet}");

    public static DllNotFoundException NotALibrary(string path, Exception inner) =>
        new($"'{path}' could not be loaded as TensorFlow's native library: {inner.Message} It needs libtensorflow_framework beside it, " +
            $"and must be made for this system. {HowToGet}", inner);

    public static DllNotFoundException AnotherLibrary(string path, string missing) =>
        new($"'{path}' is not TensorFlow's C library, or older than TensorFlow 2.4: it has no {missing}. {HowToGet}");

    public static DirectoryNotFoundException NoFolder(string folder) =>
        new($"There is no folder '{folder}'. A SavedModel is a folder with the file saved_model.pb; relative paths start from the " +
            "working directory.");

    public static InvalidDataException NotAFolder(string path) =>
        new($"'{path}' is a file, and a SavedModel is a folder with the file saved_model.pb. " +
            $"{(path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase) ? "ONNX Runtime opens it."
                : "Model.Load opens models in files.")}");

    public static InvalidDataException NotASavedModel(string folder, string? version) =>
        new($"The folder '{folder}' is not a SavedModel: it has no file saved_model.pb. " +
            $"{(version is null ? "Give the folder that has it." : $"It has versions of one; load '{version}'.")}");

    public static InvalidDataException OtherTags(string folder, string[] tags, string[][] there) =>
        new($"The SavedModel '{folder}' has no graph with the tags {Words(tags)}. It has " +
            $"{(there.Length == 0 ? "no graph at all" : string.Join("; ",
                there.Select(set => $"one with {(set.Length == 0 ? "no tag" : Words(set))}")))}. "
            + "Name the tags of the graph that you mean: SavedModel.Load(folder, \"train\").");

    public static InvalidDataException Damaged(string folder, string message) =>
        new($"TensorFlow could not open the SavedModel '{folder}': {message}");

    public static InvalidDataException NoSignature(string folder, string[] tags, MetaGraphDef meta) =>
        new($"The SavedModel '{folder}' has nothing to call: its graph with the tags {Words(tags)} has {meta.GraphDef?.Node.Count ?? 0} " +
            "nodes and "
            + $"{meta.GraphDef?.Library?.Function.Count ?? 0} functions, but no signature. In Python, save it with " +
                "tf.saved_model.save(model, folder, signatures=...), or with Keras's model.export(folder).");

    public static ObjectDisposedException Disposed(SavedModel model) =>
        new(nameof(SavedModel), $"{model} was disposed, and cannot predict or compare. Load it again with SavedModel.Load.");

    public static InvalidOperationException NoMemory(string name, Shape shape) =>
        new($"TensorFlow has no memory for the input '{name}' of shape {shape}. Predict fewer rows at once.");

    public static ArgumentException NoSuchSignature(SavedModel model, string name) =>
        new($"{model} has no signature '{name}'. It has {Words(model.Signatures.Keys)}.", "signature");

    public static NotSupportedException CannotCall(SavedModel model, SavedModelSignature signature) =>
        new($"The signature '{signature}' of {model} cannot be called: {signature.Fault}.");

    public static ArgumentException NotOneToOne(SavedModel model, SavedModelSignature signature) =>
        new($"The signature '{signature}' of {model} has the inputs {Words(signature.Inputs.Select(input => input.Name))} and the " +
            $"outputs {Words(signature.Outputs.Select(output => output.Name))}, "
            + "and only one input and one output need no names. Give a dictionary.");

    public static ArgumentException UnknownInput(SavedModel model, SavedModelSignature signature, string name) =>
        new($"The signature '{signature}' of {model} has no input '{name}'. Its inputs are {Inputs(signature)}.", "inputs");

    public static ArgumentException MissingInput(SavedModel model, SavedModelSignature signature, SavedModelTensor input) =>
        new($"The signature '{signature}' of {model} needs the input '{input.Name}', which is not given. Its inputs are " +
            $"{Inputs(signature)}.", "inputs");

    public static ArgumentException WrongInput(SavedModel model, SavedModelSignature signature, SavedModelTensor input, TensorData data) =>
        new($"The input '{input.Name}' of the signature '{signature}' of {model} must be {input.Type.Name()}{input.ShapeText}, and " +
            $"{data.Type.Name()}{data.Shape} was given.", "inputs");

    public static ArgumentException NullText(string name, int index, Shape shape) =>
        new($"The input '{name}' of shape {shape} has a null at element {index} (the first is 0), and a text cannot be null. Give the " +
            "text for a missing value, by convention the empty text.", "inputs");

    public static InvalidOperationException NoElements(string name, DataType type) =>
        new($"The output '{name}' has elements of type {type.Word()}, which tensors of Layers cannot have.");

    public static InvalidOperationException TooManyElements(string name, Shape shape) =>
        new($"The output '{name}' of shape {shape} is larger than a tensor of Layers can be, 2 GiB. Predict fewer rows at once.");

    public static InvalidOperationException RunFailed(SavedModel model, SavedModelSignature signature, IReadOnlyDictionary<string,
        TensorData> given, string message) =>
        new($"TensorFlow could not compute the signature '{signature}' of {model} for " +
            $"{string.Join(", ", given.Select(pair => $"{pair.Key}: {pair.Value.Type.Name()}{pair.Value.Shape}"))}. It says: {message}");

    public static InvalidOperationException NotAColumn(SavedModel model, SavedModelSignature signature, SavedModelTensor input) =>
        new($"A record has one value for each name, and the input '{input.Name}' of the signature '{signature}' of {model} is " +
            $"{input.Type.Name()}{input.ShapeText}: one value a row is [?] or [?, 1]. Give a dictionary of tensors.");

    public static InvalidOperationException NothingLearned(SavedModel model, SavedModelSignature signature) =>
        new($"The training data of the signature '{signature}' of {model} is unknown, because a SavedModel does not have its statistics. " +
            "Call Adapt with rows of training first.");

    public static InvalidOperationException NothingToLearn(SavedModel model, SavedModelSignature signature) =>
        new($"No input of the signature '{signature}' of {model} has rows of numbers or texts of a known width. Its inputs are " +
            $"{Inputs(signature)}.");

    private static string Inputs(SavedModelSignature signature) => signature.Inputs.Count == 0 ? "none" : string.Join(", ",
        signature.Inputs);

    private static string Words(IEnumerable<string> names) => names.Any() ? string.Join(", ", names.Select(name => $"'{name}'")) : "none";
}
