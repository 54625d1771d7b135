namespace Layers;

/// <summary>A tensor that is stored in chunks, as compressed tensors are. Keras never writes one; <c>h5py</c> does on request.</summary>
internal sealed class Hdf5Chunks
{
    private const int PieceCost = 96; // bytes of memory for each entry of a growing table

    private readonly record struct Piece(long Address, long Size, uint SkippedFilters);

    private readonly Hdf5Source _source;
    private readonly Hdf5Filters _filters;
    private readonly string _where;
    private readonly long[] _sizes, _chunk, _grid;
    private readonly int _elementSize, _chunkBytes;
    private readonly Dictionary<long, Piece> _pieces = []; // by the position in the grid of chunks

    public Hdf5Chunks(Hdf5Source source, Hdf5Header header, long[] sizes, long[] most, int elementSize, int version, Hdf5Cursor layout)
    {
        (_source, _where, _sizes, _elementSize) = (source, header.Where, sizes, elementSize);
        _filters = new Hdf5Filters(header, elementSize);

        var flags = version == 3 ? 0 : layout.Byte();
        var rank = layout.Byte() - 1;
        var tree = version == 3 ? layout.Number() : 0;
        var width = version == 3 ? 4 : layout.Byte();
        if (rank != sizes.Length || rank == 0 || width is 0 or > 8) throw Broken();
        _chunk = new long[rank];
        double bytes = elementSize;
        foreach (ref var size in _chunk.AsSpan())
            bytes *= (size = layout.Number(width)) > 0 ? size : throw Broken();
        layout.Skip(width);
        if (bytes > int.MaxValue - 1024) throw Throw.UnsupportedHdf5(_where, "chunks of 2 GiB or more");
        _chunkBytes = (int)bytes;

        _grid = new long[rank];
        double places = 1;
        for (var axis = 0; axis < rank; axis++)
        {
            var size = Math.Max(sizes[axis], most[axis]);
            places *= _grid[axis] = size > 0 ? (size - 1) / _chunk[axis] + 1 : 0;
        }
        if (places > long.MaxValue / 2) throw Broken();

        if (Hdf5Header.Bit(flags, 0) && _filters.Count > 0)
            throw Throw.UnsupportedHdf5(_where, "chunks at the edge that are not compressed like the others");
        if (version == 3) AddTree(tree, rank);
        else AddIndex(layout, Hdf5Header.Bit(flags, 1), (long)places);
        AreAll = _pieces.Count == (long)places;
        if (Hdf5Tensor.ExceedsStored(_pieces.Count * (double)_chunkBytes, Stored)) throw Broken();
    }

    /// <summary>The number of bytes of the file that hold the chunks.</summary>
    public long Stored { get; private set; }

    /// <summary>Whether every chunk is stored, so that no element needs the fill value.</summary>
    public bool AreAll { get; }

    /// <summary>Copies the chunks to their places in the tensor.</summary>
    public void Read(Span<byte> target)
    {
        if (target.IsEmpty) return;
        foreach (var (place, piece) in _pieces)
        {
            var stored = new byte[piece.Size];
            _source.Fill(piece.Address, stored);
            Place(place, _filters.Undo(stored, _chunkBytes, piece.SkippedFilters), target);
        }
    }

    private void AddTree(long root, int rank)
    {
        foreach (var (key, address) in new Hdf5Tree(_source, _where, type: 1, keySize: 8 + 8 * (rank + 1)).Leaves(root))
        {
            var cursor = new Hdf5Cursor(key.Span, _where);
            var (size, skipped) = (cursor.UInt32(), cursor.UInt32());
            long place = 0;
            for (var axis = 0; axis < rank; axis++)
            {
                var (index, rest) = Math.DivRem(cursor.Number(), _chunk[axis]);
                if (index < 0 || index >= _grid[axis] || rest != 0) throw Broken();
                place = place * _grid[axis] + index;
            }
            Add(place, new Piece(address, size, skipped));
        }
    }

    private void AddIndex(Hdf5Cursor layout, bool isSingleFiltered, long places)
    {
        var kind = layout.Byte();
        switch (kind)
        {
            case 1:
                var size = isSingleFiltered ? layout.Number() : _chunkBytes;
                var skipped = isSingleFiltered ? layout.UInt32() : 0;
                if (places != 1) throw Broken();
                Add(0, new Piece(layout.Number(), size, skipped));
                break;
            case 2:
                var first = layout.Number();
                if (first == Hdf5Cursor.Undefined) return;
                if (places > _source.Length / _chunkBytes) throw Broken();
                for (long place = 0; place < places; place++)
                    Add(place, new Piece(first + place * _chunkBytes, _chunkBytes, 0));
                break;
            case 3:
                layout.Skip(1);
                AddArray(layout.Number(), places);
                break;
            default:
                throw Throw.UnsupportedHdf5(_where, "a tensor that can grow, in the newest format");
        }
    }

    /// <summary>Adds the chunks of a tensor of fixed size. Its index has one entry for each place, in pages if there are many.</summary>
    private void AddArray(long address, long places)
    {
        if (address == Hdf5Cursor.Undefined) return;
        var header = new Hdf5Cursor(_source.Read(address, 24, _where), _where);
        header.Expect("FAHD"u8);
        header.Skip(1);
        var isFiltered = header.Byte() == 1;
        var entrySize = header.Byte();
        var pageBits = header.Byte();
        var count = header.Number();
        var block = header.Number();
        if (block == Hdf5Cursor.Undefined) return;
        var sizeBytes = entrySize - 12;
        if (count != places || count > _source.Length || pageBits > 30 || (isFiltered ? sizeBytes is < 1 or > 8 : entrySize != 8))
            throw Broken();

        var page = 1L << pageBits;
        var pages = count > page ? (count + page - 1) / page : 0;
        var written = _source.Read(block + 14, (pages + 7) / 8, _where);
        // If there are pages, a checksum follows the block's header and each page.
        var at = block + 14 + written.Length + (pages > 0 ? 4 : 0);
        for (long place = 0; place < count;)
        {
            var inPage = pages > 0 ? Math.Min(page, count - place) : count;
            var index = place / page;
            if (pages == 0 || (written[(int)(index / 8)] >> (int)(7 - index % 8) & 1) != 0)
            {
                var entries = new Hdf5Cursor(_source.Read(at, inPage * entrySize, _where), _where);
                for (var i = 0; i < inPage; i++)
                {
                    var piece = entries.Number();
                    var size = isFiltered ? entries.Number(sizeBytes) : _chunkBytes;
                    var skipped = isFiltered ? entries.UInt32() : 0;
                    Add(place + i, new Piece(piece, size, skipped));
                }
            }
            at += inPage * entrySize + 4;
            place += inPage;
        }
    }

    private void Add(long place, Piece piece)
    {
        _source.Charge(PieceCost, _where);
        if (piece.Address == Hdf5Cursor.Undefined) return;
        Stored += piece.Size;
        if (!_source.Holds(piece.Address, piece.Size) || Stored > _source.Length || !_pieces.TryAdd(place, piece)
            || piece.Size > Array.MaxLength || (_filters.Count == 0 && piece.Size != _chunkBytes))
            throw Broken();
    }

    private void Place(long place, ReadOnlySpan<byte> chunk, Span<byte> target)
    {
        var rank = _sizes.Length;
        var (starts, counts, index) = (new long[rank], new long[rank], new long[rank]);
        for (var axis = rank - 1; axis >= 0; place /= _grid[axis--])
        {
            starts[axis] = place % _grid[axis] * _chunk[axis];
            counts[axis] = Math.Min(_chunk[axis], _sizes[axis] - starts[axis]);
            if (counts[axis] <= 0) return;
        }

        var run = (int)counts[^1] * _elementSize;
        for (var more = true; more;)
        {
            long from = 0, to = 0;
            for (var axis = 0; axis < rank; axis++)
            {
                from = from * _chunk[axis] + index[axis];
                to = to * _sizes[axis] + starts[axis] + index[axis];
            }
            chunk.Slice((int)(from * _elementSize), run).CopyTo(target[(int)(to * _elementSize)..]);

            more = false;
            for (var axis = rank - 2; axis >= 0 && !more; axis--)
            {
                more = ++index[axis] < counts[axis];
                if (!more) index[axis] = 0;
            }
        }
    }

    private InvalidDataException Broken() => Throw.BrokenHdf5(_where, "the list of its chunks is wrong");
}
