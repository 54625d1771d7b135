namespace Layers;

// A group is a table of names: a heap that holds them, and a tree that finds them.
internal sealed partial class Hdf5Writer
{
    private const int LeafK = 4, InnerK = 16; // the defaults of HDF5: up to 8 links a leaf and 32 children an inner node
    private const int SymbolSize = 40;
    private const int LeafSize = 8 + 2 * LeafK * SymbolSize;
    private const int NodeSize = 24 + 2 * InnerK * 8 + (2 * InnerK + 1) * 8;

    /// <summary>A name in a group; groups repeat where their own table is.</summary>
    private readonly record struct Symbol(byte[] Name, long Header, long Tree = 0, long Heap = 0);

    /// <summary>A group's header and what it points to: a heap of names, leaves of eight links, a tree over the leaves.</summary>
    private Symbol Table(List<Symbol> symbols, string? name)
    {
        var nameAt = new long[symbols.Count];
        long heapSize = 8; // offset 0 is the empty name, which the tree uses for "before all"
        for (var i = 0; i < nameAt.Length; i++)
        {
            nameAt[i] = heapSize;
            heapSize += Aligned(symbols[i].Name.Length + 1);
        }
        var heap = _buffer.Allocate(32 + heapSize);
        var pen = _buffer.At(heap);
        pen.Bytes("HEAP\0\0\0\0"u8);
        pen.Number(heapSize);
        pen.Number(1); // HDF5's word for "nothing is free"
        pen.Number(heap + 32);
        for (var i = 0; i < nameAt.Length; i++) _buffer.At(heap + 32 + nameAt[i]).Bytes(symbols[i].Name);

        var leaves = new List<(long Address, long LastName)>();
        for (var i = 0; i < symbols.Count; i += 2 * LeafK)
        {
            var count = Math.Min(2 * LeafK, symbols.Count - i);
            var leaf = _buffer.Allocate(LeafSize);
            pen = _buffer.At(leaf);
            pen.Bytes("SNOD\u0001\0"u8);
            pen.UInt16(count);
            for (var j = i; j < i + count; j++) Put(ref pen, nameAt[j], symbols[j]);
            leaves.Add((leaf, nameAt[i + count - 1]));
        }
        var tree = Tree(leaves);

        var message = new Hdf5Message(Hdf5Kind.SymbolTable, false, Fields(tree, heap));
        var header = Header(name is null ? [message] : [message, Text("name", name)]);
        return new Symbol([], header, tree, heap);
    }

    private long Tree(List<(long Address, long LastName)> children)
    {
        for (var level = 0; ; level++)
        {
            const int width = 2 * InnerK;
            var count = Math.Max(1, (children.Count + width - 1) / width);
            var first = _buffer.Allocate((long)count * NodeSize);
            var nodes = new List<(long Address, long LastName)>(count);
            for (var i = 0; i < count; i++)
            {
                var own = children.GetRange(i * width, Math.Min(width, children.Count - i * width));
                var pen = _buffer.At(first + i * NodeSize);
                pen.Bytes("TREE\0"u8);
                pen.Bytes([(byte)level]);
                pen.UInt16(own.Count);
                pen.Number(i > 0 ? first + (i - 1) * NodeSize : Hdf5Cursor.Undefined);
                pen.Number(i + 1 < count ? first + (i + 1) * NodeSize : Hdf5Cursor.Undefined);
                pen.Number(i > 0 ? children[i * width - 1].LastName : 0);
                foreach (var (address, lastName) in own)
                {
                    pen.Number(address);
                    pen.Number(lastName);
                }
                nodes.Add((first + i * NodeSize, own.Count > 0 ? own[^1].LastName : 0));
            }
            if (count == 1) return first;
            children = nodes;
        }
    }

    private static void Put(ref Hdf5Pen pen, long nameAt, Symbol symbol)
    {
        pen.Number(nameAt);
        pen.Number(symbol.Header);
        pen.UInt32(symbol.Tree > 0 ? 1u : 0); // 1: the place of the group's table follows
        pen.UInt32(0);
        pen.Number(symbol.Tree);
        pen.Number(symbol.Heap);
    }
}
