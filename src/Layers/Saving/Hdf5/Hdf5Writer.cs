using System.Runtime.InteropServices;
using Layers.Graphs;
using PureHDF;

namespace Layers;

/// <summary>Writes a tree of weights with PureHDF.</summary>
internal static class Hdf5Writer
{
    // Like Keras, each tensor is stored contiguously, outside its header.
    private static readonly H5WriteOptions Options = new(PreferCompactDatasetLayout: false);

    // PureHDF seeks back while it writes, so it writes into memory. The limit leaves room for the headers.
    private const long MostBytes = 2_000_000_000;

    public static void Write(WeightGroup root, Stream stream)
    {
        var file = new H5File();
        var size = Fill(file, root, "");
        if (size > MostBytes) throw Throw.WeightsTooLarge(size, MostBytes);
        if (!root.Groups.ContainsKey("vars")) file.Add("vars", root.IsFree("vars") ? new H5Group() : throw Throw.WeightNameTaken("vars"));

        using var memory = new MemoryStream((int)size);
        file.Write(memory, Options);
        memory.WriteTo(stream);
    }

    private static long Fill(H5Group target, WeightGroup group, string path)
    {
        var size = 0L;
        if (group.Name is { } name) target.Attributes["name"] = name;
        foreach (var (childName, child) in group.Groups)
        {
            var made = new H5Group();
            target.Add(childName, made);
            size += Fill(made, child, WeightsFile.Join(path, childName));
        }
        foreach (var tensorName in group.Tensors)
        {
            var tensor = group[tensorName];
            target.Add(tensorName, Dataset(tensor, WeightsFile.Join(path, tensorName)));
            size += tensor.AsBytes().Length;
        }
        return size;
    }

    private static H5Dataset Dataset(TensorData tensor, string path)
    {
        object elements = tensor.Type switch
        {
            DType.Bool => MemoryMarshal.Cast<bool, Hdf5Bool>(tensor.AsSpan<bool>()).ToArray(),
            DType.BFloat16 => tensor.AsBytes().ToArray(),
            DType.String => throw Throw.TextInWeights(path),
            _ => ElementStorage.Of(tensor.Type).ToArray(tensor),
        };
        // HDF5 had no bfloat16 when Keras chose this form: two opaque bytes, and an attribute that names the type.
        var isBFloat16 = tensor.Type == DType.BFloat16;
        var dataset = new H5Dataset(elements, fileDims: Array.ConvertAll(tensor.Shape.ToArray(), size => (ulong)size),
            opaqueInfo: isBFloat16 ? new H5OpaqueInfo(2, "") : null);
        if (isBFloat16) dataset.Attributes["dtype"] = "bfloat16";
        return dataset;
    }
}
