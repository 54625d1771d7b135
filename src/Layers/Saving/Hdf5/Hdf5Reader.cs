using System.Buffers.Binary;
using PureHDF;
using PureHDF.VOL.Native;

namespace Layers;

/// <summary>Walks a file once with PureHDF and makes the tree of its groups; tensors are left to <see cref="Hdf5Tensor"/>.</summary>
internal sealed class Hdf5Reader(byte[] bytes)
{
    private const int DeepestGroup = 128; // nested models take three levels each
    private const int SmallestObject = 32; // bytes: the header of an empty group, and its name
    private const long Credit = 4L << 30; // PureHDF reads all names of an old group for each of its members; this is for 20,000 of them

    // What Keras's older files note on groups. A list that is longer than a header may be is in parts: layer_names0, layer_names1.
    private static readonly string[] s_notes = ["keras_version", "model_config", "training_config", "layer_names", "weight_names"];

    private readonly Hdf5Stream _source = new(bytes);
    private long _objectsLeft = bytes.Length / SmallestObject;

    internal static ReadOnlySpan<byte> Magic => [0x89, (byte)'H', (byte)'D', (byte)'F', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    /// <summary>The whole tree.</summary>
    public WeightGroup Root()
    {
        CheckEnds();
        var root = new WeightGroup();
        try
        {
            _source.AllowGroups(Credit + 4L * bytes.Length);
            // PureHDF keeps the texts of all files that are open in one place, so the file is closed as soon as they are read.
            // That leaves the stream open, through which tensors are read later.
            using var file = H5File.Open(_source, leaveOpen: true);
            Fill(root, file, "", depth: 0);
        }
        catch (Exception e) when (e is not InvalidDataException)
        {
            throw Failed(_source, "", e);
        }
        return root;
    }

    /// <summary>PureHDF's exceptions are of any type, and say nothing of where.</summary>
    internal static InvalidDataException Failed(Hdf5Stream source, string where, Exception e) =>
        source.Link is { } link ? Throw.Hdf5Link(where, link) : Throw.UnreadableHdf5(where, e);

    /// <summary>PureHDF does not mind where a file ends; but a download that broke off should be called that.</summary>
    private void CheckEnds()
    {
        var start = bytes.AsSpan().StartsWith(Magic) ? 0 : 512; // other data may stand before HDF5; PureHDF finds it here
        if (bytes.Length < start || !bytes.AsSpan(start).StartsWith(Magic)) throw Throw.NotHdf5(bytes.Length);

        // The fixed parts of the format's versions have different lengths; in each, the end is two addresses after the start.
        var version = bytes.Length > start + 8 ? bytes[start + 8] : 0;
        var at = start + version switch { 0 => 24, 1 => 28, _ => 12 };
        if (bytes.Length < at + 24) throw Throw.Hdf5CutOff(at + 24, bytes.Length);
        if (bytes[start + (version < 2 ? 13 : 9)] != 8) throw Throw.UnsupportedHdf5("", "addresses that are not 8 bytes long");
        var end = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at + 16));
        if (end > bytes.Length) throw Throw.Hdf5CutOff(end, bytes.Length);
    }

    private void Fill(WeightGroup group, IH5Group from, string path, int depth)
    {
        // PureHDF does not show whether two names lead to one group, so that a group could hold itself, nor a link
        // of the oldest form within the file. Depth and number bound what comes of it.
        if (depth > DeepestGroup) throw Throw.UnsupportedHdf5(path, $"groups nested more than {DeepestGroup} deep");
        try
        {
            group.Name = Text(from, "name");
            foreach (var note in s_notes)
                if (Texts(from, note) is { } texts)
                    group.Notes[note] = texts;
            foreach (var child in from.Children())
            {
                var where = WeightsFile.Join(path, child.Name);
                if (--_objectsLeft < 0) throw Throw.Hdf5TooMany(where, bytes.Length);
                if (!WeightGroup.IsName(child.Name) || !group.IsFree(child.Name))
                    throw Throw.BrokenHdf5(where, "the name is not one, or is there twice");
                if (child is IH5UnresolvedLink) throw Throw.Hdf5Link(where, _source.Link ?? "a link to nothing");
                if (child is IH5Group inner) Fill(group.Add(child.Name), inner, where, depth + 1);
                if (child is NativeDataset tensor)
                    group.Add(child.Name, new Hdf5Tensor(_source, tensor, where, isBFloat16: Text(tensor, "dtype") == "bfloat16").Read);
                // Else it is a named type, which only its users need.
            }
        }
        catch (Exception e) when (e is not InvalidDataException)
        {
            throw Failed(_source, path, e);
        }
    }

    /// <summary>A text attribute, or <see langword="null"/> if there is none of that name or it is no text.</summary>
    private static string? Text(IH5Object item, string name)
    {
        if (!item.AttributeExists(name)) return null;
        var attribute = item.Attribute(name);
        return attribute.Type.Class is H5DataTypeClass.String or H5DataTypeClass.VariableLength
            ? attribute.Read<string?>()?.TrimEnd('\0') ?? ""
            : null;
    }

    /// <summary>The texts of an attribute, be it in parts, or <see langword="null"/> if there is none of that name.</summary>
    private List<string>? Texts(IH5Object item, string name)
    {
        if (item.AttributeExists(name)) return Texts(item.Attribute(name));
        List<string>? all = null;
        for (var part = 0; item.AttributeExists($"{name}{part}"); part++) (all ??= []).AddRange(Texts(item.Attribute($"{name}{part}")));
        return all;
    }

    private List<string> Texts(IH5Attribute attribute)
    {
        var sizes = attribute.Space.Dimensions;
        // h5py gives an empty list the type of numbers.
        if (attribute.Type.Class is not (H5DataTypeClass.String or H5DataTypeClass.VariableLength) || sizes.Length > 1 || sizes is [0]) return [];
        if (sizes is [var count] && count > (ulong)bytes.Length) throw Throw.BrokenHdf5(attribute.Name, "it lists more texts than the file has bytes");
        var texts = sizes.Length == 0 ? [attribute.Read<string?>()] : attribute.Read<string?[]>();
        return [.. texts.Select(text => text?.TrimEnd('\0') ?? "")];
    }
}
