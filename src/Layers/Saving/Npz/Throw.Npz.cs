namespace Layers;

internal static partial class Throw
{
    public static InvalidDataException NotNpz(string name, Exception inner) =>
        new($"'{name}' must be a zip file with arrays of NumPy, and is damaged or something else. {SaveItAgain}", inner);

    public static InvalidDataException NpzTooLarge(long length, long stored) =>
        new($"Its arrays claim to unpack from {stored} to {length} bytes, which no weights do. The file was refused.");

    public static InvalidDataException NotAnArray(string name) =>
        new($"It holds '{name}', where a file of weights holds arrays of NumPy, whose names end in .npy. Do not trust this file.");

    public static InvalidDataException NotAVariable(string name) =>
        new($"It holds the array '{name}', whose name leads to no variable: such a name ends in a number, as in 'layers/dense/vars/0.npy'.");

    public static InvalidDataException BadNpy(string name, string what) =>
        new($"The array '{name}' cannot be read: {what}. {SaveItAgain}");

    public static InvalidDataException PickledArray(string name) =>
        new($"'{name}' is pickled, as Keras writes '{Archive.NpzWeights}': a pickle runs programs when it is opened, so Layers does not open it, nor does Keras today. " +
            $"If you trust the file, open it with the Keras that wrote it, and save it with weights in '{Archive.Weights}', which is Keras's default.");
}
