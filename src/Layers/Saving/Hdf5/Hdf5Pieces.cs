using PureHDF.VOL.Native;

namespace Layers;

/// <summary>Keeps the pieces of a tensor while it is read. PureHDF's own cache keeps some in buffers that it has given back (those
/// with a checksum only), and shows the next piece in place of them; and it unpacks without a limit.</summary>
internal sealed class Hdf5Pieces(double size) : IReadingChunkCache
{
    private readonly Dictionary<ulong, byte[]> _pieces = [];

    public Memory<byte> GetChunk(ulong index, Func<Memory<byte>> read)
    {
        if (_pieces.TryGetValue(index, out var piece)) return piece;
        var fresh = read();
        if (fresh.Length != size) throw Throw.Hdf5Piece(fresh.Length, size);
        return _pieces[index] = fresh.ToArray();
    }
}
