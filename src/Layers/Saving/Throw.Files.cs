namespace Layers;

internal static partial class Throw
{
    private const string Opened = "Model.Load opens .keras archives, zipped or as a folder, and whole models in .h5; LoadWeights takes the weights of these, of .weights.h5, and of .h5 with weights alone.";

    private const int MostLookedAt = 1000;

    public static ArgumentException WrongExtension(string path, bool zipped) => zipped
        ? new($"A model is saved under a name that ends in .keras, by which Keras recognizes its format. Received '{path}'. A folder is written with zipped: false, weights alone with SaveWeights.", nameof(path))
        : new($"A model that is not zipped is a folder, and its name must not end in .keras, by which Keras recognizes a zipped one. Received '{path}'.", nameof(path));

    public static ArgumentException WrongWeightsExtension(string path) =>
        new($"Weights are saved under a name that ends in .weights.h5, by which Keras recognizes their format. Received '{path}'. The whole model is saved with Save.", nameof(path));

    public static FileNotFoundException NoSuchFile(string path)
    {
        var folder = FolderOf(path);
        if (folder.Length > 0 && !Directory.Exists(folder)) return new(
            $"There is no file or folder '{path}', and no folder '{folder}' for it. Relative paths start from the working directory.",
            path);
        var beside = Beside(folder);
        return new(
            $"There is no file or folder '{path}'.{Nearest.Hint(Path.GetFileName(path), beside)} Relative paths start from the working " +
            "directory.", path);
    }

    public static InvalidDataException EmptyFile(string path, bool isModel) =>
        new($"'{path}' is an empty file, or a pipe or a device, none of which is read. Fetch or save the file again.{(isModel ? " " + Opened : "")}");

    public static InvalidDataException FileTooLarge(string path, long length, long most) =>
        new($"'{path}' has {length} bytes and is larger than any file of its kind, which have up to {most}. It was not read.");

    public static IOException CannotWrite(string path, string reason, Exception? inner = null) =>
        new($"'{path}' cannot be written: {reason}", inner);

    public static IOException CannotWrite(string path, UnauthorizedAccessException inner) =>
        CannotWrite(path,
            $"this process may not write into the folder '{FolderOf(path)}', or over a file that is there. Give another path, " +
            "or the permission.", inner);

    public static DirectoryNotFoundException NoFolder(string path, string folder) =>
        new($"'{path}' cannot be written: there is no folder '{folder}'. Make it first, with Directory.CreateDirectory, " +
            "or give another path. Relative paths start from the working directory.");

    public static IOException FolderInPlaceOfFile(string path) =>
        CannotWrite(path, "a folder of that name is there, and a file was to be written. Give a name within it, or another name.");

    public static IOException CannotRead(string path, Exception inner) => new($"'{path}' cannot be read: {inner.Message}", inner);

    public static InvalidDataException NoModel(string path) => Foreign(path, "a model");

    public static InvalidDataException NoWeights(string path) => Foreign(path, "weights");

    public static InvalidDataException WeightsWithoutModel(string path) =>
        new($"'{path}' holds weights without the model they belong to. Make the model, and give it the weights: model.LoadWeights(\"{Path.GetFileName(path)}\").");

    public static ArgumentException NoNames(string path) =>
        new($"'{path}' knows layers by their class and place, not by name. byName: true is for .h5 files of Keras 2.", "byName");

    public static InvalidDataException NoLegacyWeights(string path) =>
        new($"'{path}' lacks the list 'layer_names', which every .h5 file with weights has. The file is damaged or was not written by Keras.");

    public static InvalidDataException MissingLegacyGroup(string path, string name) =>
        new($"'{path}' names the layer '{name}' and has no group for it. {SaveItAgain}");

    public static InvalidDataException MissingLegacyTensor(string path, string group, string name) =>
        new($"'{path}' names the weight '{name}' in '{group}' and has no tensor for it. {SaveItAgain}");

    public static InvalidDataException TopLevelWeights(string path, int count) =>
        new($"'{path}' has {count} weights that belong to the model itself and to no layer, as classes of a user's own have. Layers opens Sequential and Functional models.");

    public static InvalidDataException WrongLayerCount(string path, IReadOnlyList<string> layers, IReadOnlyList<string> names) =>
        new($"'{path}' has weights for {names.Count} layers ({NameList.Of(names)}), but {layers.Count} layers of the model have weights " +
            $"({NameList.Of(layers)}). " +
            "Layers are taken in their order; byName: true takes those with the same names.");

    public static InvalidDataException LegacyWithoutInput(string path) =>
        new($"'{path}' does not say the shape of its input: no layer has a batch_input_shape, and there is no build_input_shape. Make the model with an Input, and give it the weights with LoadWeights.");

    public static InvalidDataException KerasOne(string path, string version) =>
        new($"'{path}' was written by Keras {version}, whose settings have other names. Open it with Keras 2 and save it again.");

    public static InvalidDataException BadShard(string path, string name) =>
        new($"'{path}' lists the file '{name}', which is no name of a file beside it. Keras writes plain names; do not trust this file.");

    public static InvalidDataException MissingShard(string path, string name) =>
        new($"'{path}' lists the file '{name}', which is not beside it. The index and all files that it lists belong together.");

    public static InvalidDataException RepeatedShardTensor(string path, string name) =>
        new($"Two of the files that '{path}' lists hold the tensor '{name}' of one layer. {SaveItAgain}");

    public static IOException FileInPlaceOfFolder(string path) =>
        new($"A folder cannot be saved at '{path}', where a file is. Give another name, or delete the file.");

    public static IOException FolderHoldsMore(string path, string name) =>
        new($"The folder '{path}' holds '{name}', which is no part of a saved model. Saving replaces the whole folder, so it must hold a model alone, or nothing. Give another name.");

    private static string FolderOf(string path) => Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))) ?? "";

    // What the folder holds, as far as it may be read: it is only for a hint.
    private static string[] Beside(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(folder).Take(MostLookedAt).Select(Path.GetFileName).OfType<string>()];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }
    }

    private static InvalidDataException Foreign(string path, string wanted)
    {
        var (what, advice) = ForeignFiles.Describe(path);
        return new($"'{path}' is {what}, not {wanted} that Layers opens. {advice} {Opened}");
    }
}
