using System.Text;

namespace Layers;

/// <summary>Reads the tree of groups of an HDF5 file. <see cref="Hdf5Tensor"/> reads the tensors.</summary>
internal sealed class Hdf5Reader(Hdf5Source source)
{
    private const int DeepestGroup = 128; // each nested model takes three levels

    // Bytes of memory for a group or tensor of the tree, and for a text, without their characters.
    private const int PartCost = 640, TextCost = 48;

    // Attributes that Keras's older files have on groups. A list that is too long for a header is split: layer_names0, layer_names1.
    private static readonly string[] s_notes = ["keras_version", "model_config", "training_config", "layer_names", "weight_names"];

    internal static ReadOnlySpan<byte> Magic => [0x89, (byte)'H', (byte)'D', (byte)'F', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    private readonly HashSet<long> _groups = [];
    private readonly Dictionary<long, ReadOnlyMemory<byte>> _heaps = [];

    /// <summary>Reads the whole tree.</summary>
    public WeightGroup Root()
    {
        var address = Open();
        var root = new WeightGroup();
        _groups.Add(address);
        Fill(root, Hdf5Header.Read(source, address, ""), depth: 0);
        return root;
    }

    /// <summary>Finds the superblock, checks that the file is whole, and returns the address of the root group.</summary>
    private long Open()
    {
        var start = Start();
        var version = source.Read(start + 8, 1, "")[0];
        if (version > 3) throw Throw.UnsupportedHdf5("", $"version {version} of the file format; versions 0 to 3 are known");
        var isOld = version < 2;
        var extra = version == 1 ? 4 : 0;
        var size = isOld ? 96 + extra : 48;
        if (!source.Holds(start, size)) throw Throw.Hdf5CutOff(start + size, source.Length);
        var block = new Hdf5Cursor(source.Read(start, size, ""), "");
        block.Skip(isOld ? 13 : 9);
        if (block.Byte() != 8 || block.Byte() != 8) throw Throw.UnsupportedHdf5("", "addresses that are not 8 bytes long");
        block.Skip(isOld ? 9 + extra : 1);
        var baseAddress = block.Number();
        block.Skip(8);
        var end = block.Number();
        if (isOld) block.Skip(16);
        var root = block.Number();

        if (end < baseAddress) throw Throw.BrokenHdf5("", "its end address is before its base address");
        if (end - baseAddress + start > source.Length) throw Throw.Hdf5CutOff(end - baseAddress + start, source.Length);
        source.Base = start; // as in HDF5: data in front of the HDF5 part shifts every address
        return root;
    }

    private long Start()
    {
        for (long start = 0; source.Holds(start, 9); start = start == 0 ? 512 : start * 2)
            if (source.Read(start, 8, "").SequenceEqual(Magic))
                return start;
        if (source.Length > 0 && source.Length < 9 && Magic.StartsWith(source.Read(0, source.Length, "")))
            throw Throw.Hdf5CutOff(96, source.Length);
        throw Throw.NotHdf5(source.Length);
    }

    private void Fill(WeightGroup group, Hdf5Header header, int depth)
    {
        if (depth > DeepestGroup) throw Throw.UnsupportedHdf5(header.Where, $"groups nested more than {DeepestGroup} deep");
        if (header.Has(Hdf5Kind.Attribute))
        {
            group.Name = Text(header, "name");
            foreach (var note in s_notes)
                if (Notes(header, note) is { } texts)
                    group.Notes[note] = texts;
        }
        foreach (var link in Hdf5Links.Of(source, header))
        {
            var where = WeightsFile.Join(header.Where, link.Name);
            source.Charge(PartCost + sizeof(char) * (long)where.Length, where);
            if (!group.IsFree(link.Name)) throw Throw.BrokenHdf5(where, "its group has two entries with that name");

            var child = Hdf5Header.Read(source, link.Address, where);
            if (child.IsDataset)
                group.Add(link.Name, () => new Hdf5Tensor(source, child, isBFloat16: Text(child, "dtype") == "bfloat16").Read());
            else if (child.IsGroup)
                // If a group could have two names, it could contain itself, or double the size of the tree at each level.
                Fill(_groups.Add(link.Address) ? group.Add(link.Name) : throw Throw.Hdf5SecondTime(where), child, depth + 1);
            // Any other object is a named type, which Keras's files do not use.
        }
    }

    /// <summary>Returns a text attribute, or <see langword="null"/> if there is no attribute of that name or it is not a text.</summary>
    private string? Text(Hdf5Header header, string name) =>
        Texts(header, name) is { IsText: true } found ? found.All.FirstOrDefault() : null;

    /// <summary>Returns the texts of an attribute, which may be split, or <see langword="null"/> if there is no attribute of that
    /// name.</summary>
    private List<string>? Notes(Hdf5Header header, string name)
    {
        if (Texts(header, name) is { } whole) return whole.All;
        List<string>? all = null;
        for (var part = 0; Texts(header, name + part.ToString(System.Globalization.CultureInfo.InvariantCulture)) is { } texts; part++)
            (all ??= []).AddRange(texts.All);
        return all;
    }

    private (bool IsText, List<string> All)? Texts(Hdf5Header header, string name)
    {
        foreach (var message in header.All(Hdf5Kind.Attribute))
        {
            source.Charge(0, header.Where);
            var cursor = new Hdf5Cursor(message.Body.Span, header.Where);
            var version = cursor.Byte();
            var isShared = cursor.Byte() != 0 && version > 1;
            var (nameSize, typeSize, spaceSize) = (cursor.UInt16(), cursor.UInt16(), cursor.UInt16());
            if (version == 3) cursor.Skip(1);
            var padding = version == 1 ? 7 : 0;
            var itsName = cursor.Take((nameSize + padding) & ~padding).TrimEnd((byte)0);
            if (isShared || !itsName.SequenceEqual(Encoding.UTF8.GetBytes(name))) continue;

            var type = new Hdf5Cursor(cursor.Take((typeSize + padding) & ~padding), header.Where);
            var count = Count(new Hdf5Cursor(cursor.Take((spaceSize + padding) & ~padding), header.Where));
            var kind = type.Byte() & 15;
            var isListOfText = (type.Byte() & 15) == 1;
            type.Skip(2);
            var size = type.UInt32();
            // h5py stores an empty list with a numeric type.
            if (kind != 3 && !(kind == 9 && isListOfText)) return (false, []);
            var texts = new List<string>();
            for (var i = 0L; i < count; i++)
            {
                // Empty texts need no bytes, so the file size does not limit their number.
                source.Charge(TextCost + sizeof(char) * (kind == 3 ? (long)size : 0), header.Where);
                texts.Add(kind == 3 ? Encoding.UTF8.GetString(cursor.Take(size).TrimEnd((byte)0)) : HeapText(ref cursor, header.Where));
            }
            return (true, texts);
        }
        return null;
    }

    // Returns the number of elements of an attribute: 1 without axes, 0 for an empty space.
    private static long Count(Hdf5Cursor space)
    {
        var version = space.Byte();
        var rank = space.Byte();
        space.Skip(1);
        if (space.Byte() == 2 && version > 1) return 0;
        if (version == 1) space.Skip(4);
        return rank switch { 0 => 1, 1 => space.Number(), _ => 0 };
    }

    /// <summary>Reads a text of variable length, which HDF5 stores in a separate collection.</summary>
    private string HeapText(ref Hdf5Cursor reference, string where)
    {
        reference.Skip(4);
        var address = reference.Number();
        var index = reference.UInt32();
        if (address is 0 or Hdf5Cursor.Undefined) return "";
        if (!_heaps.TryGetValue(address, out var heap))
        {
            var start = new Hdf5Cursor(source.Read(address, 16, where), where);
            start.Expect("GCOL"u8);
            start.Skip(4);
            source.Charge(TextCost, where);
            _heaps[address] = heap = source.Keep(address + 16, start.Number() - 16, where);
        }

        var cursor = new Hdf5Cursor(heap.Span, where);
        while (cursor.Left >= 16)
        {
            source.Charge(0, where);
            var itsIndex = cursor.UInt16();
            cursor.Skip(6);
            var size = cursor.Number();
            if (itsIndex == 0) break;
            var text = cursor.Take(size);
            cursor.Skip(Math.Min(-size & 7, cursor.Left));
            if (itsIndex != index) continue;
            source.Charge(sizeof(char) * size, where);
            return Encoding.UTF8.GetString(text);
        }
        throw Throw.BrokenHdf5(where, "the text of an attribute is missing");
    }
}
