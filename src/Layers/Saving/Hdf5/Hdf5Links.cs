using System.Text;

namespace Layers;

/// <summary>A name in a group and the address of the header that the name refers to.</summary>
internal sealed record Hdf5Link(string Name, long Address)
{
    /// <summary>The bytes of memory for a link and its entry in a growing list, without the characters of its name.</summary>
    public const int Cost = 72;
}

/// <summary>Reads the links of a group in any of HDF5's three formats. Throws if a link leads to another file or to another path, before it
/// is followed.</summary>
internal static class Hdf5Links
{
    // Much longer than any layer's name. Without a limit, one long text could be the name of a thousand links.
    private const int LongestName = 1024;

    public static List<Hdf5Link> Of(Hdf5Source source, Hdf5Header group)
    {
        var links = new List<Hdf5Link>();
        if (group.Find(Hdf5Kind.SymbolTable, out var table))
        {
            AddSymbols(source, group.Where, table.Number(), table.Number(), links);
            return links;
        }

        var info = group.Need(Hdf5Kind.LinkInfo);
        info.Skip(1);
        if (Hdf5Header.Bit(info.Byte(), 0)) info.Skip(8);
        var heap = info.Number();
        var index = info.Number();
        if (heap == Hdf5Cursor.Undefined)
            foreach (var message in group.All(Hdf5Kind.Link))
                links.Add(Decode(source, message.Body.Span, group.Where));
        else
            foreach (var bytes in new Hdf5LinkHeap(source, heap, group.Where).All(index))
                links.Add(Decode(source, bytes.Span, group.Where));
        return links;
    }

    private static void AddSymbols(Hdf5Source source, string where, long tree, long heap, List<Hdf5Link> links)
    {
        var header = new Hdf5Cursor(source.Read(heap, 32, where), where);
        header.Expect("HEAP"u8);
        header.Skip(4);
        var size = header.Number();
        header.Skip(8);
        var names = source.Read(header.Number(), size, where);

        foreach (var node in new Hdf5Tree(source, where, type: 0, keySize: 8).Leaves(tree))
        {
            var start = new Hdf5Cursor(source.Read(node.Child, 8, where), where);
            start.Expect("SNOD"u8);
            start.Skip(2);
            var count = start.UInt16();
            var entries = new Hdf5Cursor(source.Read(node.Child + 8, 40 * count, where), where);
            for (var i = 0; i < count; i++)
            {
                var text = new Hdf5Cursor(names, where);
                text.Skip(entries.Number());
                var name = Name(source, text.Text(), where);
                var address = entries.Number();
                if (entries.UInt32() == 2) throw Throw.Hdf5Link(WeightsFile.Join(where, name), "a soft link");
                entries.Skip(20);
                links.Add(new Hdf5Link(name, address));
            }
        }
    }

    private static Hdf5Link Decode(Hdf5Source source, ReadOnlySpan<byte> message, string where)
    {
        var cursor = new Hdf5Cursor(message, where);
        cursor.Skip(1);
        var flags = cursor.Byte();
        var type = Hdf5Header.Bit(flags, 3) ? cursor.Byte() : 0;
        if (Hdf5Header.Bit(flags, 2)) cursor.Skip(8);
        if (Hdf5Header.Bit(flags, 4)) cursor.Skip(1);
        var name = Name(source, cursor.Take(cursor.Number(1 << (flags & 3))), where);
        return type switch
        {
            0 => new Hdf5Link(name, cursor.Number()),
            1 => throw Throw.Hdf5Link(WeightsFile.Join(where, name), "a soft link"),
            64 => throw Throw.Hdf5Link(WeightsFile.Join(where, name), "a link to another file"),
            _ => throw Throw.Hdf5Link(WeightsFile.Join(where, name), $"a link of the private kind {type}"),
        };
    }

    private static string Name(Hdf5Source source, ReadOnlySpan<byte> utf8, string where)
    {
        if (utf8.Length > LongestName) throw Throw.UnsupportedHdf5(where, $"a name of {utf8.Length} bytes");
        source.Charge(Hdf5Link.Cost + sizeof(char) * utf8.Length, where);
        var name = Encoding.UTF8.GetString(utf8);
        return WeightGroup.IsName(name) ? name : throw Throw.BrokenHdf5(where, $"'{name}' is not a valid name for a part of a path");
    }
}
