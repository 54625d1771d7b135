namespace Layers.ScikitLearn;

/// <summary>Detects files of other kinds that are passed as a pickle, by their first bytes.</summary>
internal static class PickleKinds
{
    private const string KerasFile = "a .keras file, which Model.Load opens";

    /// <summary>Throws if the file is of another known kind, and names the kind.</summary>
    /// <exception cref="NotSupportedException">The file is of another kind.</exception>
    public static void RefuseOthers(ReadOnlySpan<byte> bytes, string name)
    {
        if (bytes.StartsWith("PK"u8))
            throw Throw.OtherKind(name, IsKeras(bytes) ? KerasFile : "a zip archive, as .keras and .npz files are");
        if (bytes is [0x89, (byte)'H', (byte)'D', (byte)'F', ..]) throw Throw.OtherKind(name, "an HDF5 file, as Keras's .h5 files are");
        if (bytes is [0x93, (byte)'N', (byte)'U', (byte)'M', ..])
            throw Throw.OtherKind(name, "an array of NumPy, as .npy files are, and not a fitted object");
        if (bytes.StartsWith("version https://git-lfs"u8))
            throw Throw.OtherKind(name, "a pointer of Git LFS; fetch the file that it stands for with 'git lfs pull'");
        if (bytes.StartsWith("PAR1"u8)) throw Throw.OtherKind(name, "a Parquet file");
        if (bytes.Length > 2 && bytes[0] == 0x08 && bytes[1] < 32 && bytes[2] is 0x12 or 0x3A or 0x42)
            throw Throw.OtherKind(name, "an ONNX model");
        if (bytes is [0x28, 0xB5, 0x2F, 0xFD, ..]) throw Throw.UnknownCompression(name, "Zstandard");
        if (bytes is [0x04, 0x22, 0x4D, 0x18, ..]) throw Throw.UnknownCompression(name, "LZ4");
        if (bytes.StartsWith("{\""u8) || bytes.TrimStart(" \t\r\n"u8) is [(byte)'<', ..])
            throw Throw.OtherKind(name, "a text, perhaps of JSON or of a web page");
    }

    // Keras writes its metadata first.
    private static bool IsKeras(ReadOnlySpan<byte> bytes) => bytes[..Math.Min(bytes.Length, 64)].IndexOf("metadata.json"u8) >= 0;
}
