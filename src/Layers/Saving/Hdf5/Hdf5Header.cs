namespace Layers;

/// <summary>The kinds of header messages that the reader uses; the numbers are HDF5's.</summary>
internal enum Hdf5Kind
{
    Dataspace = 1,
    LinkInfo = 2,
    Datatype = 3,
    FillValue = 5,
    Link = 6,
    ExternalFiles = 7,
    Layout = 8,
    Filters = 11,
    Attribute = 12,
    Continuation = 16,
    SymbolTable = 17,
}

/// <summary>A header message: the shape of an object, its type, a link, or an attribute.</summary>
internal sealed record Hdf5Message(Hdf5Kind Kind, bool IsShared, ReadOnlyMemory<byte> Body)
{
    /// <summary>The bytes of memory for a message and its entry in a growing list.</summary>
    public const int Cost = 56;
}

/// <summary>A part of the file.</summary>
internal sealed record Hdf5Extent(long Address, long Length);

/// <summary>The header of an object: all its messages.</summary>
internal sealed class Hdf5Header
{
    private readonly List<Hdf5Message> _messages = [];

    private Hdf5Header(string where) => Where = where;

    /// <summary>The object's path, for messages.</summary>
    public string Where { get; }

    public bool IsGroup => Has(Hdf5Kind.SymbolTable) || Has(Hdf5Kind.LinkInfo);

    public bool IsDataset => Has(Hdf5Kind.Layout);

    /// <summary>Reads a header of version 1 or 2, including its continuations.</summary>
    public static Hdf5Header Read(Hdf5Source source, long address, string where)
    {
        var header = new Hdf5Header(where);
        var parts = new Queue<Hdf5Extent>();
        if (source.Read(address, 1, where)[0] == 1)
        {
            var old = new Hdf5Cursor(source.Read(address, 16, where), where);
            old.Skip(8);
            parts.Enqueue(new Hdf5Extent(address + 16, old.UInt32()));
            while (parts.TryDequeue(out var part))
                header.AddAll(source, source.Keep(part.Address, part.Length, where), prefix: 8, parts);
            return header;
        }

        var start = new Hdf5Cursor(source.Read(address, 6, where), where);
        start.Expect("OHDR"u8);
        if (start.Byte() is var version and not 2) throw Throw.BrokenHdf5(where, $"its header has version {version}, and only 1 and 2 " +
            "are known");
        var flags = start.Byte();
        var sizeAt = address + 6 + (Bit(flags, 5) ? 16 : 0) + (Bit(flags, 4) ? 4 : 0);
        var sizeBytes = 1 << (flags & 3);
        var size = new Hdf5Cursor(source.Read(sizeAt, sizeBytes, where), where).Number(sizeBytes);
        var prefix = Bit(flags, 2) ? 6 : 4;
        header.AddAll(source, source.Keep(sizeAt + sizeBytes, size, where), prefix, parts);
        while (parts.TryDequeue(out var part))
        {
            var block = source.Keep(part.Address, part.Length, where);
            var cursor = new Hdf5Cursor(block.Span, where);
            cursor.Expect("OCHK"u8);
            cursor.Skip(4); // throws if there is no room for the checksum
            header.AddAll(source, block[4..^4], prefix, parts);
        }
        return header;
    }

    public bool Has(Hdf5Kind kind) => _messages.Exists(m => m.Kind == kind);

    public IEnumerable<Hdf5Message> All(Hdf5Kind kind) => _messages.Where(m => m.Kind == kind);

    /// <summary>Returns the message of a kind, which every such object must have.</summary>
    public Hdf5Cursor Need(Hdf5Kind kind) =>
        Find(kind, out var cursor) ? cursor : throw Throw.BrokenHdf5(Where, $"its header has no {kind} message");

    public bool Find(Hdf5Kind kind, out Hdf5Cursor cursor)
    {
        foreach (var message in All(kind))
        {
            if (message.IsShared) throw Throw.UnsupportedHdf5(Where, $"a {kind} message that is shared with other objects");
            cursor = new Hdf5Cursor(message.Body.Span, Where);
            return true;
        }
        cursor = default;
        return false;
    }

    internal static bool Bit(int flags, int bit) => (flags >> bit & 1) != 0;

    private void AddAll(Hdf5Source source, ReadOnlyMemory<byte> block, int prefix, Queue<Hdf5Extent> parts)
    {
        var cursor = new Hdf5Cursor(block.Span, Where);
        while (cursor.Left >= prefix)
        {
            var kind = prefix == 8 ? cursor.UInt16() : cursor.Byte();
            var size = cursor.UInt16();
            var flags = cursor.Byte();
            cursor.Skip(prefix == 8 ? 3 : prefix - 4);
            var body = block.Slice(block.Length - cursor.Left, cursor.Take(size).Length);
            source.Charge(Hdf5Message.Cost, Where); // a message may have only 4 bytes, and many headers may refer to one block of messages
            if ((Hdf5Kind)kind is not Hdf5Kind.Continuation)
            {
                _messages.Add(new Hdf5Message((Hdf5Kind)kind, Bit(flags, 1), body));
                continue;
            }
            var next = new Hdf5Cursor(body.Span, Where);
            parts.Enqueue(new Hdf5Extent(next.Number(), next.Number()));
        }
    }
}
