namespace Layers;

/// <summary>A leaf of a B-tree: the address of its child, and the key before it.</summary>
internal readonly record struct Hdf5Leaf(ReadOnlyMemory<byte> Key, long Child)
{
    /// <summary>The bytes of memory for a leaf in a growing list.</summary>
    public const int Cost = 48;
}

/// <summary>HDF5's version-1 B-tree, which lists the names of old groups and the chunks of tensors.</summary>
internal readonly struct Hdf5Tree(Hdf5Source source, string where, int type, int keySize)
{
    /// <summary>Returns the children of the lowest nodes, from left to right.</summary>
    public List<Hdf5Leaf> Leaves(long root)
    {
        var leaves = new List<Hdf5Leaf>();
        if (root != Hdf5Cursor.Undefined) Add(root, expectedLevel: null, leaves);
        return leaves;
    }

    private void Add(long address, int? expectedLevel, List<Hdf5Leaf> leaves)
    {
        var header = new Hdf5Cursor(source.Read(address, 24, where), where);
        header.Expect("TREE"u8);
        var (kind, level, count) = (header.Byte(), header.Byte(), header.UInt16());
        if (kind != type || level != (expectedLevel ?? level)) throw Throw.BrokenHdf5(where, "its index refers to a node of another index");

        source.Charge(Hdf5Leaf.Cost * count, where);
        var bytes = source.Keep(address + 24, (long)count * (keySize + 8), where);
        for (var i = 0; i < count; i++)
        {
            var key = bytes.Slice(i * (keySize + 8), keySize);
            var child = new Hdf5Cursor(bytes.Span.Slice(i * (keySize + 8) + keySize, 8), where).Number();
            if (level == 0) leaves.Add(new Hdf5Leaf(key, child));
            else Add(child, level - 1, leaves);
        }
    }
}
