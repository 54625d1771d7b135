using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace Layers.Tests;

/// <summary>Arrays in NumPy's format, and archives with these arrays in place of HDF5.</summary>
internal static class NpzArchive
{
    /// <summary>Writes an array of float32.</summary>
    public static byte[] Floats(string shape, params float[] numbers) =>
        Array("'<f4'", shape, MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray());

    /// <summary>Writes an array; type, shape and order are Python expressions.</summary>
    public static byte[] Array(string type, string shape, byte[] elements, int version = 1, string fortran = "False") =>
        Bytes($"{{'descr': {type}, 'fortran_order': {fortran}, 'shape': {shape}, }}", elements, version);

    /// <summary>Writes an array with any text as its header.</summary>
    public static byte[] Bytes(string header, byte[] elements, int version = 1)
    {
        var text = Encoding.UTF8.GetBytes(header.PadRight(117) + "\n");
        var length = new byte[version == 1 ? 2 : 4];
        if (version == 1) BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)text.Length);
        else BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)text.Length);
        return [0x93, .. "NUMPY"u8, (byte)version, 0, .. length, .. text, .. elements];
    }

    /// <summary>Writes arrays under their names into an .npz file.</summary>
    public static byte[] Zip(IEnumerable<(string Name, byte[] Bytes)> arrays)
    {
        var npz = new MemoryStream();
        using (var zip = new ZipArchive(npz, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, bytes) in arrays)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        return npz.ToArray();
    }

    /// <summary>Writes an archive of a model's settings with other weights.</summary>
    public static byte[] With(Model model, byte[] npz)
    {
        var config = ModelArchive.Write(model, new SaveOptions()).Single(entry => entry.Name == Archive.Config).Bytes;
        return Zip([(Archive.Config, config), (Archive.NpzWeights, npz)]);
    }

    /// <summary>Writes the archive of a model whose weights are float32.</summary>
    public static byte[] Of(Model model) =>
        With(model, Zip(WeightTree.Layers("", model).Where(place => place.Layer is not Model)
        .SelectMany(place => place.Layer.Weights.Select((weight, i) =>
        ($"{place.Place}/vars/{i}.npy",
            Floats($"({string.Join(" ", weight.Shape.Select(size => $"{size},"))})", weight.Value.ToArray<float>()))))));
}
