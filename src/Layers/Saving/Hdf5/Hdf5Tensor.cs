using System.Runtime.InteropServices;
using Layers.Graphs;
using PureHDF;
using PureHDF.VOL.Native;

namespace Layers;

/// <summary>A tensor in an HDF5 file, read when asked for.</summary>
internal sealed class Hdf5Tensor
{
    private const double MostExpansion = 1100; // Deflate makes at most 1032 bytes of one, so all that is really stored passes
    private const double MostInvented = 64 << 20; // what elements that were never written may take
    private const double MostPieces = 1 << 16; // pieces that were never written, which cost time

    private readonly Hdf5Stream _source;
    private readonly NativeDataset _dataset;
    private readonly string _where;
    private readonly bool _isBFloat16;

    public Hdf5Tensor(Hdf5Stream source, NativeDataset dataset, string where, bool isBFloat16)
    {
        (_source, _dataset, _where, _isBFloat16) = (source, dataset, where, isBFloat16);
        if (dataset.Layout.Class == H5DataLayoutClass.VirtualStorage)
            throw Throw.Hdf5Link(where, "a virtual tensor, put together from other files");
    }

    /// <summary>The elements.</summary>
    public TensorData Read()
    {
        try
        {
            var type = Type(_dataset.Type);
            if (_dataset.Space.Type == H5DataspaceType.Null) throw Throw.UnsupportedHdf5(_where, "a tensor without elements or shape");
            var sizes = _dataset.Space.Dimensions;
            if (sizes.Any(size => size > long.MaxValue)) throw Throw.BrokenHdf5(_where, "its shape is impossible");
            var shape = Shape.Of(Array.ConvertAll(sizes, size => (long)size));
            var piece = Check(shape, sizes, type.Size());
            return Elements(type, shape, new H5DatasetAccess(ChunkCache: new Hdf5Pieces(piece)));
        }
        catch (Exception e) when (e is not InvalidDataException)
        {
            throw Hdf5Reader.Failed(_source, _where, e);
        }
    }

    /// <summary>Refuses what the file cannot hold. PureHDF does not show how much of it belongs to this tensor, so it is measured
    /// against the whole.</summary>
    /// <returns>The bytes of a piece, for a tensor in pieces.</returns>
    private double Check(Shape shape, ulong[] sizes, int size)
    {
        var whole = sizes.Aggregate((double)size, (product, axis) => product * Math.Max(1, axis));
        var declared = sizes.Contains(0UL) ? 0 : whole;
        var isInPieces = _dataset.Layout.Class == H5DataLayoutClass.Chunked;
        if (IsInvented(declared, isInPieces ? MostExpansion : 1)) throw Throw.Hdf5Bomb(_where, shape, declared, _source.Length);
        if (whole > int.MaxValue) throw Throw.Hdf5TooLarge(_where, shape, whole);
        if (!isInPieces || declared == 0) return 0;

        // PureHDF numbers the pieces of such a tensor by what it is instead of what it may become, and so mixes them up.
        if (sizes.Zip(_dataset.Space.MaxDimensions).Any(axis => axis.First != axis.Second && axis.Second != ulong.MaxValue))
            throw Throw.UnsupportedHdf5(_where, "a tensor that may grow up to a limit");

        var parts = _dataset.Layout.Chunks;
        var piece = parts.Aggregate((double)size, (product, part) => product * part);
        var pieces = sizes.Zip(parts).Aggregate(1.0, (product, axis) => product * Math.Ceiling((double)axis.First / axis.Second));
        if (IsInvented(piece * pieces, MostExpansion) || !(pieces <= MostPieces + _source.Length / 8))
            throw Throw.Hdf5Bomb(_where, shape, piece * pieces, _source.Length);
        return piece;
    }

    private bool IsInvented(double bytes, double expansion) => bytes > MostInvented && bytes > expansion * _source.Length;

    private DType Type(IH5DataType type) => (type.Class, type.Size) switch
    {
        (_, 2) when _isBFloat16 => DType.BFloat16,
        (H5DataTypeClass.FixedPoint, 1) => type.FixedPoint.IsSigned ? DType.Int8 : DType.UInt8,
        (H5DataTypeClass.FixedPoint, 2) => type.FixedPoint.IsSigned ? DType.Int16 : DType.UInt16,
        (H5DataTypeClass.FixedPoint, 4) => type.FixedPoint.IsSigned ? DType.Int32 : DType.UInt32,
        (H5DataTypeClass.FixedPoint, 8) => type.FixedPoint.IsSigned ? DType.Int64 : DType.UInt64,
        // PureHDF shows the size and not the format: another one than IEEE 754's, which Keras has no tensor of, would be misread.
        (H5DataTypeClass.FloatingPoint, 2) => DType.Float16,
        (H5DataTypeClass.FloatingPoint, 4) => DType.Float32,
        (H5DataTypeClass.FloatingPoint, 8) => DType.Float64,
        // Numbers with names in more than one byte are refused, since PureHDF does not show their byte order.
        (H5DataTypeClass.Enumerated, 1) when type.Enumeration.GetMembers<Hdf5Bool>() is { Count: 2 } names
            && names.TryGetValue("FALSE", out var no) && no == Hdf5Bool.FALSE
            && names.TryGetValue("TRUE", out var yes) && yes == Hdf5Bool.TRUE => DType.Bool,
        (H5DataTypeClass.String or H5DataTypeClass.VariableLength, _) => throw Throw.UnsupportedHdf5(_where, "text or lists"),
        var (kind, size) => throw Throw.UnsupportedHdf5(_where,
            $"elements of {size} bytes of the class {kind.ToString().ToLowerInvariant()}, in a form that no tensor has"),
    };

    private TensorData Elements(DType type, Shape shape, H5DatasetAccess access)
    {
        var tensor = TensorData.Zeros(type, shape);
        if (tensor.Length == 0) return tensor;
        var bytes = MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(tensor.AsBytes()), tensor.AsBytes().Length); // still ours alone

        _source.AllowTensor(2 * _source.Length + (64 << 20), _dataset.Layout.Class == H5DataLayoutClass.Chunked ? null : bytes.Length);
        var size = type.Size();
        try
        {
            // The size is all that PureHDF minds, if it is not one: bytes it gives as they are.
            if (size == 8) _dataset.Read(access, MemoryMarshal.Cast<byte, ulong>(bytes));
            else if (size == 4) _dataset.Read(access, MemoryMarshal.Cast<byte, uint>(bytes));
            else if (size == 2) _dataset.Read(access, MemoryMarshal.Cast<byte, ushort>(bytes));
            else _dataset.Read(access, bytes);
        }
        catch (Exception e) when (e.Message.StartsWith("Byte order", StringComparison.Ordinal))
        {
            // PureHDF shows big-endian numbers in no other way than by refusing them.
            _dataset.Read(access, bytes);
            for (var at = 0; at < bytes.Length; at += size) bytes.Slice(at, size).Reverse();
        }
        if (type == DType.Bool)
            foreach (ref var truth in bytes)
                truth = Math.Min(truth, (byte)1); // another value would be neither true nor false
        return tensor;
    }
}
