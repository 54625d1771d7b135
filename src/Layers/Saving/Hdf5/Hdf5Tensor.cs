using System.Runtime.InteropServices;
using Layers.Graphs;

namespace Layers;

/// <summary>A tensor in an HDF5 file. Its header is kept; its elements are read on request.</summary>
internal sealed class Hdf5Tensor
{
    private const double MostExpansion = 1100; // Deflate expands one byte to at most 1032, so every honest tensor passes
    private const int ReadCost = 8; // for each byte of elements: a quarter of the credit for that byte, so that few tensors can share it

    private readonly Hdf5Source _source;
    private readonly Hdf5Header _header;
    private readonly bool _isBFloat16;

    public Hdf5Tensor(Hdf5Source source, Hdf5Header header, bool isBFloat16)
    {
        (_source, _header, _isBFloat16) = (source, header, isBFloat16);
        if (header.Has(Hdf5Kind.ExternalFiles)) throw Throw.Hdf5Link(header.Where, "a tensor kept in other files");
        var layout = header.Need(Hdf5Kind.Layout);
        layout.Skip(1);
        if (layout.Byte() == 3) throw Throw.Hdf5Link(header.Where, "a virtual tensor, which is composed of other files");
    }

    private string Where => _header.Where;

    /// <summary>Reads the elements.</summary>
    public TensorData Read()
    {
        var (sizes, most) = Sizes();
        var type = Hdf5Type.Decode(_header.Need(Hdf5Kind.Datatype), _isBFloat16, Where);
        var layout = _header.Need(Hdf5Kind.Layout);
        var version = layout.Byte();
        var kind = layout.Byte();
        if (version is < 3 or > 5 || kind > 2) throw Throw.UnsupportedHdf5(Where, $"the data layout {kind} of version {version}");

        var size = type.Type.Size();
        double whole = size, declared = size;
        foreach (var dim in sizes)
        {
            whole *= Math.Max(1, dim);
            declared *= dim;
        }
        var shape = Shape.Of(sizes);
        switch (kind)
        {
            case 0:
                var inHeader = layout.Take(layout.UInt16());
                Check(inHeader.Length, mustFit: true);
                var bytes = inHeader.ToArray();
                return Make(type, shape, target => bytes.AsSpan(0, target.Length).CopyTo(target));
            case 1:
                var address = layout.Number();
                if (address == Hdf5Cursor.Undefined)
                {
                    Check(0, mustFit: false);
                    return Make(type, shape, target => FillIn(target, size));
                }
                Check(_source.Holds(address, 0) ? _source.Length - _source.Base - address : 0, mustFit: true);
                return Make(type, shape, target => _source.Fill(address, target));
            default:
                var chunks = new Hdf5Chunks(_source, _header, sizes, most, size, version, layout);
                Check(chunks.Stored, mustFit: false);
                return Make(type, shape, target =>
                {
                    if (!chunks.AreAll) FillIn(target, size);
                    chunks.Read(target);
                });
        }

        void Check(long stored, bool mustFit)
        {
            if (mustFit ? declared > stored : declared > MostExpansion * stored && !_source.AddUnwritten(declared))
                throw Throw.Hdf5Bomb(Where, shape, declared, stored);
            if (whole > int.MaxValue) throw Throw.Hdf5TooLarge(Where, shape, whole);
            _source.Charge(ReadCost * (mustFit ? (long)declared : stored), Where);
        }
    }

    /// <summary>Whether the stored bytes cannot expand to a number of bytes that also exceeds the limit of fill values.</summary>
    internal static bool ExceedsStored(double bytes, long stored) => bytes > Hdf5Source.MostUnwritten && bytes > MostExpansion * stored;

    /// <summary>Returns the sizes of the axes, and their maximum sizes.</summary>
    private (long[] Sizes, long[] Most) Sizes()
    {
        var space = _header.Need(Hdf5Kind.Dataspace);
        var version = space.Byte();
        var rank = space.Byte();
        var hasMost = Hdf5Header.Bit(space.Byte(), 0);
        var kind = space.Byte();
        if (version == 1) space.Skip(4);
        if (version > 1 && kind == 2) throw Throw.UnsupportedHdf5(Where, "a tensor without elements and shape");
        var sizes = new long[rank];
        foreach (ref var size in sizes.AsSpan())
            if ((size = space.Number()) < 0)
                throw Throw.BrokenHdf5(Where, "its shape is impossible");
        var most = (long[])sizes.Clone();
        if (hasMost)
            for (var axis = 0; axis < rank; axis++)
                most[axis] = space.Number();
        return (sizes, most);
    }

    /// <summary>Fills elements that were never written with HDF5's fill value, zero unless the file has another.</summary>
    private void FillIn(Span<byte> target, int size)
    {
        if (!_header.Find(Hdf5Kind.FillValue, out var fill)) return;
        var version = fill.Byte();
        var isDefined = version < 3 ? !IsUndefined(ref fill) : Hdf5Header.Bit(fill.Byte(), 5);
        if (!isDefined || fill.Left < 4 || fill.UInt32() != size) return;
        var value = fill.Take(size);
        for (var at = 0; at < target.Length; at += size) value.CopyTo(target[at..]);

        static bool IsUndefined(ref Hdf5Cursor fill)
        {
            fill.Skip(2);
            return fill.Byte() == 0;
        }
    }

    private delegate void Filler(Span<byte> target);

    private static TensorData Make(Hdf5Type type, Shape shape, Filler fill)
    {
        switch (type.Type)
        {
            case DType.Float32: return Of<float>();
            case DType.Float64: return Of<double>();
            case DType.Float16: return Of<Half>();
            case DType.Int8: return Of<sbyte>();
            case DType.Int16: return Of<short>();
            case DType.Int32: return Of<int>();
            case DType.Int64: return Of<long>();
            case DType.UInt8: return Of<byte>();
            case DType.UInt16: return Of<ushort>();
            case DType.UInt32: return Of<uint>();
            case DType.UInt64: return Of<ulong>();
            case DType.BFloat16: return TensorData.OfBFloat16(Array<ushort>(), shape);
            default: // a .NET bool must be 0 or 1
                return TensorData.Of(System.Array.ConvertAll(Array<byte>(), b => b != 0), shape);
        }

        TensorData Of<T>() where T : unmanaged => TensorData.Of(Array<T>(), shape);

        T[] Array<T>() where T : unmanaged
        {
            var array = new T[(int)shape.Length];
            var bytes = MemoryMarshal.AsBytes(array.AsSpan());
            fill(bytes);
            if (type.IsBigEndian == BitConverter.IsLittleEndian) Swap(bytes, type.Type.Size());
            return array;
        }
    }

    private static void Swap(Span<byte> bytes, int size)
    {
        if (size > 1)
            for (var at = 0; at < bytes.Length; at += size)
                bytes.Slice(at, size).Reverse();
    }
}
