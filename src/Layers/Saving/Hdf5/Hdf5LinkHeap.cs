using System.Numerics;

namespace Layers;

/// <summary>The links of a large group in the newer format: a fractal heap stores them, and a version-2 B-tree lists their positions.
/// <c>h5py.File(…, libver="latest")</c> writes this format for groups of nine entries or more.</summary>
internal sealed class Hdf5LinkHeap
{
    private const int DeepestTree = 16; // a node has many children, so no file is large enough for a deeper tree
    private const int RecordCost = 32; // bytes of memory for each entry of a growing list

    private readonly Hdf5Source _source;
    private readonly string _where;
    private readonly int _offsetSize, _lengthSize, _width, _rows;
    private readonly long _smallestBlock, _largestDirectBlock, _root;
    private readonly Dictionary<long, ReadOnlyMemory<byte>> _blocks = [];

    public Hdf5LinkHeap(Hdf5Source source, long address, string where)
    {
        (_source, _where) = (source, where);
        var header = new Hdf5Cursor(source.Read(address, 142, where), where);
        header.Expect("FRHP"u8);
        header.Skip(3);
        if (header.UInt16() != 0) throw Throw.UnsupportedHdf5(where, "compressed links");
        header.Skip(1);
        var largestObject = header.UInt32();
        header.Skip(12 * 8);
        _width = header.UInt16();
        _smallestBlock = header.Number();
        _largestDirectBlock = header.Number();
        _offsetSize = (header.UInt16() + 7) / 8;
        header.Skip(2);
        _root = header.Number();
        _rows = header.UInt16();
        if (!IsPower(_width) || !IsPower(_smallestBlock) || !IsPower(_largestDirectBlock) || _smallestBlock > _largestDirectBlock
            || _offsetSize is 0 or > 8)
            throw Throw.BrokenHdf5(where, "the sizes of its heap are impossible");
        // The size of a length field is the smaller of two sizes: the bytes that the largest block needs, and those that the largest object
        // needs.
        _lengthSize = Math.Min((BitOperations.Log2((ulong)_largestDirectBlock) + 7) / 8,
            BitOperations.Log2(Math.Max(1, largestObject)) / 8 + 1);
    }

    /// <summary>Returns the link messages that the index lists.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> All(long index) => Records(index).Select(Object);

    private List<ReadOnlyMemory<byte>> Records(long index)
    {
        var header = new Hdf5Cursor(_source.Read(index, 38, _where), _where);
        header.Expect("BTHD"u8);
        header.Skip(1);
        var type = header.Byte();
        var (nodeSize, recordSize) = (header.UInt32(), header.UInt16());
        var depth = header.UInt16();
        header.Skip(2);
        var root = header.Number();
        var count = header.UInt16();
        if (type != 5 || recordSize <= 4 || nodeSize < 16 || depth > DeepestTree)
            throw Throw.BrokenHdf5(_where, "the index of its links has an unknown kind");
        var records = new List<ReadOnlyMemory<byte>>();
        if (root != Hdf5Cursor.Undefined) AddRecords(new TreeShape(nodeSize, recordSize, depth), root, depth, count, records);
        return records;
    }

    private void AddRecords(TreeShape tree, long address, int depth, long count, List<ReadOnlyMemory<byte>> records)
    {
        var bytes = _source.Keep(address, tree.NodeSize, _where);
        var node = new Hdf5Cursor(bytes.Span, _where);
        node.Expect(depth == 0 ? "BTLF"u8 : "BTIN"u8);
        node.Skip(2);
        for (var i = 0; i < count; i++)
        {
            node.Skip(4); // the hash of the name
            _source.Charge(RecordCost, _where);
            var at = bytes.Length - node.Left;
            records.Add(bytes.Slice(at, node.Take(tree.RecordSize - 4).Length));
        }
        if (depth == 0) return;
        for (var i = 0; i <= count; i++)
        {
            var child = node.Number();
            var childCount = node.Number(tree.CountSize);
            node.Skip(tree.TotalSize(depth));
            AddRecords(tree, child, depth - 1, childCount, records);
        }
    }

    private ReadOnlyMemory<byte> Object(ReadOnlyMemory<byte> id)
    {
        var cursor = new Hdf5Cursor(id.Span, _where);
        if ((cursor.Byte() >> 4 & 3) != 0) throw Throw.UnsupportedHdf5(_where, "a link with a very long name");
        var offset = cursor.Number(_offsetSize);
        var length = cursor.Number(_lengthSize);
        var (address, start) = _rows == 0 ? (_root, 0) : Block(_root, _rows, offset, 0);
        return _source.Holds(address, offset - start + length)
            ? _source.Keep(address + offset - start, length, _where)
            : throw Throw.BrokenHdf5(_where, "a link is outside its heap");
    }

    /// <summary>Returns the direct block that holds an offset, and the offset at which the block starts. Each row has <c>width</c> blocks.
    /// From the second row on, the block size doubles with each row. Blocks that are too large to hold data are tables of the same
    /// kind.</summary>
    private (long Address, long Start) Block(long table, long rows, long offset, long start)
    {
        var inTable = offset - start;
        var firstRow = _smallestBlock * _width;
        var row = inTable < firstRow ? 0 : BitOperations.Log2((ulong)(inTable / firstRow)) + 1;
        var size = _smallestBlock << Math.Max(0, row - 1);
        var column = (inTable - (row == 0 ? 0 : firstRow << (row - 1))) / size;
        if (row >= rows) throw Throw.BrokenHdf5(_where, "a link is outside its heap");

        if (!_blocks.TryGetValue(table, out var entries))
        {
            new Hdf5Cursor(_source.Read(table, 4, _where), _where).Expect("FHIB"u8);
            _blocks[table] = entries = _source.Keep(table + 13 + _offsetSize, rows * _width * 8, _where);
        }
        var cursor = new Hdf5Cursor(entries.Span, _where);
        cursor.Skip((row * _width + column) * 8);
        var child = cursor.Number();
        var childStart = start + (row == 0 ? 0 : firstRow << (row - 1)) + column * size;
        return size <= _largestDirectBlock
            ? (child, childStart)
            : Block(child, BitOperations.Log2((ulong)(size / firstRow)) + 1, offset, childStart);
    }

    private static bool IsPower(long value) => value is > 0 and <= 1L << 31 && BitOperations.IsPow2(value);

    /// <summary>The maximum number of records in the nodes of each level, which determines the size of the fields for child
    /// counts.</summary>
    private sealed class TreeShape
    {
        private const int Overhead = 10; // magic word, version, type and checksum

        private readonly int[] _totalSizes;

        public TreeShape(long nodeSize, int recordSize, int depth)
        {
            (NodeSize, RecordSize) = (nodeSize, recordSize);
            var most = (ulong)(nodeSize - Overhead) / (ulong)recordSize;
            CountSize = Bytes(most);
            _totalSizes = new int[depth];
            for (var level = 1; level <= depth; level++)
            {
                _totalSizes[level - 1] = level == 1 ? 0 : Bytes(most);
                var pointer = 8 + CountSize + _totalSizes[level - 1];
                var records = (ulong)Math.Max(0, (nodeSize - Overhead - pointer) / (recordSize + pointer));
                most = (records + 1) * most + records;
            }
        }

        public long NodeSize { get; }

        public int RecordSize { get; }

        /// <summary>The size in bytes of the field for the number of records in a child.</summary>
        public int CountSize { get; }

        /// <summary>Returns the size in bytes, in a node of a level, of the field for the number of records in and below a child.</summary>
        public int TotalSize(int level) => _totalSizes[level - 1];

        private static int Bytes(ulong limit) => BitOperations.Log2(Math.Max(1, limit)) / 8 + 1;
    }
}
