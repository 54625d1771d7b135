namespace Layers;

internal static partial class Throw
{
    private const string Opened = "Model.Load opens .keras archives, zipped or as a folder, and whole models in .h5; " +
        "LoadWeights takes the weights of these, of .weights.h5, and of .h5 files that hold only weights.";

    private const int MostLookedAt = 1000;

    public static ArgumentException WrongExtension(string path, bool zipped) => zipped
        ? new($"The name of a saved model must end in .keras, by which Keras recognizes its format. Received '{path}'. To save a " +
            "folder, pass zipped: false; to save only weights, call SaveWeights.", nameof(path))
        : new("A model that is not zipped is a folder, and its name must not end in .keras, by which Keras recognizes a zipped model. " +
            $"Received '{path}'.", nameof(path));

    public static ArgumentException WrongWeightsExtension(string path) =>
        new($"The name of a weights file must end in .weights.h5, by which Keras recognizes its format. Received '{path}'. To save the " +
            "whole model, call Save.", nameof(path));

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
        new($"'{path}' is an empty file, a pipe or a device, which cannot be read. " +
            $"Fetch or save the file again.{(isModel ? " " + Opened : "")}");

    public static InvalidDataException FileTooLarge(string path, long length, long most) =>
        new($"'{path}' has {Nouns.Of(length, "byte")}; files of its kind have at most {Nouns.Of(most)}. It was not read.");

    public static IOException CannotWrite(string path, string reason, Exception? inner = null) =>
        new($"'{path}' cannot be written: {reason}", inner);

    public static IOException CannotWrite(string path, UnauthorizedAccessException inner) =>
        CannotWrite(path,
            $"this process may not write into the folder '{FolderOf(path)}', or replace a file there. Give another path, " +
            "or the permission.", inner);

    public static DirectoryNotFoundException NoFolder(string path, string folder) =>
        new($"'{path}' cannot be written: there is no folder '{folder}'. Make it first, with Directory.CreateDirectory, " +
            "or give another path. Relative paths start from the working directory.");

    public static IOException FolderInPlaceOfFile(string path) =>
        CannotWrite(path, "there is a folder of that name. Give the name of a file in the folder, or another name.");

    public static IOException CannotRead(string path, Exception inner) => new($"'{path}' cannot be read: {inner.Message}", inner);

    public static InvalidDataException NoModel(string path) => Foreign(path, "a model");

    public static InvalidDataException NoWeights(string path) => Foreign(path, "weights");

    public static InvalidDataException WeightsWithoutModel(string path) =>
        new($"'{path}' holds weights without the model they belong to. Make the model, and load the weights into it: " +
            $"model.LoadWeights(\"{Path.GetFileName(path)}\").");

    public static ArgumentException NoNames(string path) =>
        new($"'{path}' identifies layers by class and place, not by name. byName: true is for .h5 files of Keras 2.", "byName");

    public static InvalidDataException NoLegacyWeights(string path) =>
        new($"'{path}' lacks the list 'layer_names', which every .h5 file with weights has. The file is damaged or was not written by " +
            "Keras.");

    public static InvalidDataException MissingLegacyGroup(string path, string name) =>
        new($"'{path}' lists the layer '{name}' but has no group for it. {SaveItAgain}");

    public static InvalidDataException MissingLegacyTensor(string path, string group, string name) =>
        new($"'{path}' lists the weight '{name}' in '{group}' but has no tensor for it. {SaveItAgain}");

    public static InvalidDataException TopLevelWeights(string path, int count) =>
        new($"'{path}' has {Nouns.Of(count, "weight")} outside of its layers, which only subclassed models have. " +
            "Layers opens Sequential and Functional models.");

    public static InvalidDataException WrongLayerCount(string path, IReadOnlyList<string> layers, IReadOnlyList<string> names) =>
        new($"'{path}' has weights for {Nouns.Of(names.Count, "layer")} ({NameList.Of(names)}), but the model has " +
            $"{Nouns.Of(layers.Count, "layer")} with weights " +
            $"({NameList.Of(layers)}). " +
            "Layers are matched in their order; byName: true matches them by name.");

    public static InvalidDataException LegacyWithoutInput(string path) =>
        new($"'{path}' does not have the shape of its input: no layer has a batch_input_shape, and there is no build_input_shape. " +
            "Make the model with an Input, and load its weights with LoadWeights.");

    public static InvalidDataException KerasOne(string path, string version) =>
        new($"'{path}' was written by Keras {version}, whose settings have other names. Open it with Keras 2 and save it again.");

    public static InvalidDataException BadShard(string path, string name) =>
        new($"'{path}' lists the file '{name}', which is not the name of a file in the same folder. Keras writes plain names; do not " +
            "trust this file.");

    public static InvalidDataException MissingShard(string path, string name) =>
        new($"'{path}' lists the file '{name}', which is not in the same folder. The index and all files that it lists belong together.");

    public static InvalidDataException RepeatedShardTensor(string path, string name) =>
        new($"Two of the files that '{path}' lists hold the tensor '{name}' of one layer. {SaveItAgain}");

    public static IOException FileInPlaceOfFolder(string path) =>
        new($"A folder cannot be saved at '{path}', because a file has that path. Give another name, or delete the file.");

    public static IOException FolderHoldsMore(string path, string name) =>
        new($"The folder '{path}' holds '{name}', which is not part of a saved model. Saving replaces the whole folder, " +
            "so it must hold only a model, or nothing. Give another name.");

    private static string FolderOf(string path) => Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))) ?? "";

    // Returns the names in the folder. They are only for a hint in a message, so errors are ignored.
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
