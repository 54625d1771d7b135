namespace Layers;

internal static partial class Throw
{
    public static InvalidDataException NotNpz(string name, Exception inner) =>
        new($"'{name}' must be a zip file with NumPy arrays, but it is damaged or not a zip file. {SaveItAgain}", inner);

    public static InvalidDataException NpzTooLarge(long length, long stored) =>
        new($"Its arrays have {Nouns.Of(stored, "byte")} and would have {Nouns.Of(length)} after decompression, which no weights " +
            "have. The file was refused.");

    public static InvalidDataException NotAnArray(string name) =>
        new($"It holds '{name}', but the entries of a weights file are NumPy arrays, whose names end in .npy. Do not trust this file.");

    public static InvalidDataException NotAVariable(string name) =>
        new($"It holds the array '{name}', whose name is not that of a variable: such a name ends in a number, as in " +
            "'layers/dense/vars/0.npy'.");

    public static InvalidDataException BadNpy(string name, string what) =>
        new($"The array '{name}' cannot be read: {what}. {SaveItAgain}");

    public static InvalidDataException PickledArray(string name) =>
        new($"'{name}' is pickled, as Keras writes '{Archive.NpzWeights}'. A pickle can run programs when it is opened, so Layers does " +
            "not open it, and current Keras does not either. If you trust the file, open it with the Keras that wrote it, and save it " +
            $"with weights in '{Archive.Weights}', which is Keras's default.");
}
