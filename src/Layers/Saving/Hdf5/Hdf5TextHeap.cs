using System.Text;

namespace Layers;

/// <summary>Where a file that is being written keeps texts of any length: collections of 4096 bytes, as HDF5 makes them.</summary>
internal sealed class Hdf5TextHeap(Hdf5Buffer buffer)
{
    private const int SmallestCollection = 4096; // HDF5 refuses smaller ones
    private const int Head = 16;

    private long _collection;
    private int _used, _size, _count;

    /// <summary>Keeps a text; says its bytes, its collection and its number in there.</summary>
    public (int Bytes, long Collection, int Index) Add(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length == 0) return (0, 0, 0);
        var needed = Head + (bytes.Length + 7 & ~7);
        if (needed + Head > _size - _used) Open(needed);

        var pen = buffer.At(_collection + _used);
        pen.UInt16(++_count);
        pen.UInt16(0);
        pen.UInt32(0);
        pen.Number(bytes.Length);
        pen.Bytes(bytes);
        _used += needed;
        pen = buffer.At(_collection + _used);
        pen.Number(0); // object 0 is the room that is left, its own head included
        pen.Number(_size - _used);
        return (bytes.Length, _collection, _count);
    }

    private void Open(int needed)
    {
        (_used, _count, _size) = (Head, 0, Math.Max(SmallestCollection, needed + 2 * Head));
        _collection = buffer.Allocate(_size);
        var pen = buffer.At(_collection);
        pen.Bytes("GCOL\u0001\0\0\0"u8);
        pen.Number(_size);
    }
}
