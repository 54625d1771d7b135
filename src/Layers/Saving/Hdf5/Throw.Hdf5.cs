using System.Globalization;
using Layers.Graphs;

namespace Layers;

internal static partial class Throw
{
    private const string SaveItAgain = "Save the model again, or fetch the file again if it came over a network.";

    public static InvalidDataException NotHdf5(long length) =>
        new($"A weights file must be HDF5, which starts with the bytes 89 48 44 46 0D 0A 1A 0A; " +
            $"this file of {Nouns.Of(length, "byte")} does not start with them. " +
            "Give the 'model.weights.h5' of a .keras archive or a '.weights.h5' file.");

    public static InvalidDataException Hdf5CutOff(long stated, long length) =>
        new($"The weights file should have {Nouns.Of(stated, "byte")} by its own header, but it has only {Hdf5Number(length)}: " +
            $"it was cut off. {SaveItAgain}");

    public static InvalidDataException BrokenHdf5(string where, string what) =>
        new($"The weights file is damaged at '{Hdf5Path(where)}': {what}. {SaveItAgain}");

    public static InvalidDataException BrokenHdf5(string where, string what, Exception inner) =>
        new($"The weights file is damaged at '{Hdf5Path(where)}': {what}. {SaveItAgain}", inner);

    public static InvalidDataException Hdf5SecondTime(string where) =>
        new($"A weights file must be a tree, but the group '{Hdf5Path(where)}' occurs in it for the second time, so it could contain " +
            "itself. Keras writes no such file; do not trust it.");

    public static InvalidDataException UnsupportedHdf5(string where, string what) =>
        new($"The weights file uses something at '{Hdf5Path(where)}' that Layers does not read: {what}. " +
            "Keras writes plain tensors; load the file with Keras and save it again.");

    public static InvalidDataException TooManyParts(string name, int parts) =>
        new($"The weights file has a group whose name has {Hdf5Number(parts)} parts between backslashes, " +
            $"'{(name.Length <= 80 ? name : name[..77] + "...")}', which is more than models nest. " +
            "Keras writes no such file; do not trust it.");

    public static InvalidDataException Hdf5Link(string where, string kind) =>
        new($"A weights file must contain its tensors, but at '{Hdf5Path(where)}' it has {kind}. A link could lead to any " +
            "file of this machine, so do not trust this file; Keras refuses it too.");

    public static InvalidDataException Hdf5Bomb(string where, Shape shape, double declared, long stored) =>
        new($"The tensor '{Hdf5Path(where)}' of shape {shape} declares {Hdf5Size(declared)}, but the file stores {Hdf5Size(stored)} for " +
            "it. " +
            "Such a tensor could fill the memory, so it is refused; do not trust this file.");

    public static InvalidDataException Hdf5TooLarge(string where, Shape shape, double bytes) =>
        new($"A tensor must be smaller than 2 GiB; '{Hdf5Path(where)}' of shape {shape} has {Hdf5Size(bytes)}.");

    public static InvalidDataException Hdf5TooLarge(long bytes) =>
        new($"A weights file must be smaller than 2 GiB to be read; this one has {Hdf5Size(bytes)}.");

    public static ArgumentException WeightsTooLarge(long bytes, long most) =>
        new($"A weights file is built in memory and holds up to {Hdf5Size(most)} of tensors; these have {Hdf5Size(bytes)}. " +
            "Save the parts of the model in files of their own.");

    public static InvalidDataException NotAGroup(string path) =>
        new($"'{Hdf5Path(path)}' must be a group, but the weights file has a tensor there. It was not written by Keras for this model.");

    public static InvalidDataException NotATensor(string path) =>
        new($"'{Hdf5Path(path)}' must be a tensor, but the weights file has a group there. It was not written by Keras for this model.");

    public static InvalidDataException MissingVariable(string path, int missing, int count) =>
        new($"The variables of '{Hdf5Path(path)}' must be numbered 0, 1, 2 and so on; {Hdf5Number(count)} are there and " +
            $"number {Hdf5Number(missing)} is not. {SaveItAgain}");

    public static KeyNotFoundException NoSuchTensor(string name, IEnumerable<string> names) =>
        new($"There is no tensor '{name}' in this group of weights; " +
            $"it has {(string.Join(", ", names) is { Length: > 0 } all ? all : "none")}.");

    public static ArgumentException NoWeightName(string name) =>
        new($"A part of a weights path must be text without '/' or a null character, and not '.'. Received '{name}'.", nameof(name));

    public static ArgumentException WeightNameTaken(string name) =>
        new($"'{name}' is already used in this group of weights. Each group and each tensor needs its own name.", nameof(name));

    public static ArgumentException TextInWeights(string path) =>
        new($"A weights file holds numbers; the tensor '{path}' holds strings. Save text as an asset.");

    private static string Hdf5Path(string path) => path.Length == 0 ? "/" : path;

    private static string Hdf5Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Hdf5Size(double bytes) => bytes < 1 << 20
        ? Hdf5Number((long)bytes) + " bytes"
        : (bytes / (1 << 20)).ToString("N1", CultureInfo.InvariantCulture) + " MiB";
}
