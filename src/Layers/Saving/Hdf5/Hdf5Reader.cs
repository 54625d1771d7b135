using System.Text;

namespace Layers;

/// <summary>Walks an HDF5 file from its root and makes the tree of its groups; tensors are left to <see cref="Hdf5Tensor"/>.</summary>
internal sealed class Hdf5Reader(Hdf5Source source)
{
    private const int DeepestGroup = 128; // nested models take three levels each

    private static ReadOnlySpan<byte> Magic => [0x89, (byte)'H', (byte)'D', (byte)'F', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    private readonly HashSet<long> _groups = [];
    private readonly Dictionary<long, byte[]> _heaps = [];

    /// <summary>The whole tree.</summary>
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
        if (version > 3) throw Throw.UnsupportedHdf5("", $"the file format's version {version}; versions 0 to 3 are known");
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

        if (end < baseAddress) throw Throw.BrokenHdf5("", "it does not say where it ends");
        if (end - baseAddress + start > source.Length) throw Throw.Hdf5CutOff(end - baseAddress + start, source.Length);
        source.Base = start; // as HDF5 does: a block put in front of the file moves every address
        return root;
    }

    private long Start()
    {
        for (long start = 0; source.Holds(start, 9); start = start == 0 ? 512 : start * 2)
            if (source.Read(start, 8, "").AsSpan().SequenceEqual(Magic))
                return start;
        if (source.Length > 0 && source.Length < 9 && source.Read(0, source.Length, "").AsSpan() is var head && Magic.StartsWith(head))
            throw Throw.Hdf5CutOff(96, source.Length);
        throw Throw.NotHdf5(source.Length);
    }

    private void Fill(WeightGroup group, Hdf5Header header, int depth)
    {
        if (depth > DeepestGroup) throw Throw.UnsupportedHdf5(header.Where, $"groups nested more than {DeepestGroup} deep");
        group.Name = Text(header, "name");
        foreach (var link in Hdf5Links.Of(source, header))
        {
            var where = Hdf5Links.Join(header.Where, link.Name);
            source.Charge(where.Length, where);
            if (!group.IsFree(link.Name)) throw Throw.BrokenHdf5(where, "the name is there twice");

            var child = Hdf5Header.Read(source, link.Address, where);
            if (child.IsDataset)
                group.Add(link.Name, new Hdf5Tensor(source, child, isBFloat16: Text(child, "dtype") == "bfloat16").Read);
            else if (child.IsGroup)
                // A group under two names could hold itself, or double the tree with every level.
                Fill(_groups.Add(link.Address) ? group.Add(link.Name) : throw Throw.Hdf5SecondTime(where), child, depth + 1);
            // Else it is a named type, which only its users need.
        }
    }

    /// <summary>A text attribute, or <see langword="null"/> if there is none of that name or it is no text.</summary>
    private string? Text(Hdf5Header header, string name)
    {
        foreach (var message in header.All(Hdf5Kind.Attribute))
        {
            var cursor = new Hdf5Cursor(message.Body.Span, header.Where);
            var version = cursor.Byte();
            var isShared = cursor.Byte() != 0 && version > 1;
            var (nameSize, typeSize, spaceSize) = (cursor.UInt16(), cursor.UInt16(), cursor.UInt16());
            if (version == 3) cursor.Skip(1);
            var padding = version == 1 ? 7 : 0;
            var itsName = cursor.Take(nameSize + padding & ~padding).TrimEnd((byte)0);
            if (isShared || !itsName.SequenceEqual(Encoding.UTF8.GetBytes(name))) continue;

            var type = new Hdf5Cursor(cursor.Take(typeSize + padding & ~padding), header.Where);
            cursor.Skip(spaceSize + padding & ~padding);
            var kind = type.Byte() & 15;
            var isText = (type.Byte() & 15) == 1;
            type.Skip(2);
            var size = type.UInt32();
            if (kind == 3) return Encoding.UTF8.GetString(cursor.Take(size).TrimEnd((byte)0));
            return kind == 9 && isText ? HeapText(cursor, header.Where) : null;
        }
        return null;
    }

    /// <summary>Text of any length, which HDF5 keeps apart in collections of texts.</summary>
    private string HeapText(Hdf5Cursor reference, string where)
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
            _heaps[address] = heap = source.Read(address + 16, start.Number() - 16, where);
        }

        var cursor = new Hdf5Cursor(heap, where);
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
            source.Charge(size, where);
            return Encoding.UTF8.GetString(text);
        }
        throw Throw.BrokenHdf5(where, "the text of an attribute is not where it should be");
    }
}
