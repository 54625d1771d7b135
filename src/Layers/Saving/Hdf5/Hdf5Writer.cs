using System.Text;
using Layers.Graphs;

namespace Layers;

/// <summary>Writes HDF5 in its oldest form (superblock 0, groups as symbol tables, tensors in one piece), which is what Keras
/// writes and every HDF5 library reads.</summary>
internal sealed partial class Hdf5Writer
{
    private const int SuperblockSize = 96;

    private readonly Hdf5Buffer _buffer = new();
    private readonly Hdf5TextHeap _texts;
    private readonly List<(long AddressAt, TensorData Tensor)> _tensors = [];

    public Hdf5Writer() => _texts = new Hdf5TextHeap(_buffer);

    public void Write(WeightGroup root, Stream stream)
    {
        _buffer.Allocate(SuperblockSize);
        var top = Group(root, "");

        var end = (long)_buffer.Length;
        foreach (var (addressAt, tensor) in _tensors)
        {
            end = Aligned(end);
            _buffer.At(addressAt).Number(end);
            end += tensor.AsBytes().Length;
        }
        Superblock(top, end);

        stream.Write(_buffer.Bytes);
        end = _buffer.Length;
        ReadOnlySpan<byte> zeros = [0, 0, 0, 0, 0, 0, 0, 0];
        foreach (var (_, tensor) in _tensors)
        {
            var bytes = tensor.AsBytes();
            stream.Write(zeros[..(int)(Aligned(end) - end)]);
            stream.Write(bytes);
            end = Aligned(end) + bytes.Length;
        }
    }

    private static long Aligned(long address) => address + 7 & ~7L;

    private void Superblock(Symbol root, long end)
    {
        var pen = _buffer.At(0);
        pen.Bytes([0x89, (byte)'H', (byte)'D', (byte)'F', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n']);
        pen.Bytes([0, 0, 0, 0, 0, 8, 8, 0]); // all versions 0, addresses and sizes of 8 bytes
        pen.UInt16(LeafK);
        pen.UInt16(InnerK);
        pen.UInt32(0);
        pen.Number(0);
        pen.Number(Hdf5Cursor.Undefined);
        pen.Number(end);
        pen.Number(Hdf5Cursor.Undefined);
        Put(ref pen, 0, root);
    }

    private Symbol Group(WeightGroup group, string path)
    {
        var symbols = new List<Symbol>(group.Groups.Count + group.Tensors.Count + 1);
        foreach (var (name, child) in group.Groups)
            symbols.Add(Group(child, Hdf5Links.Join(path, name)) with { Name = Encoding.UTF8.GetBytes(name) });
        foreach (var name in group.Tensors)
            symbols.Add(new Symbol(Encoding.UTF8.GetBytes(name), Tensor(group[name], Hdf5Links.Join(path, name))));
        if (path.Length == 0 && !group.Groups.ContainsKey("vars"))
            symbols.Add(group.IsFree("vars") ? Table([], null) with { Name = "vars"u8.ToArray() } : throw Throw.WeightNameTaken("vars"));
        symbols.Sort((a, b) => a.Name.AsSpan().SequenceCompareTo(b.Name)); // a symbol table is in the order of strcmp
        return Table(symbols, group.Name);
    }

    private long Tensor(TensorData tensor, string path)
    {
        if (tensor.Type == DType.String) throw Throw.TextInWeights(path);
        var sizes = tensor.Shape.ToArray();
        var isEmpty = tensor.Length == 0;
        var messages = new List<Hdf5Message>
        {
            new(Hdf5Kind.Dataspace, false, (byte[])[1, (byte)sizes.Length, 0, 0, 0, 0, 0, 0, .. Fields(sizes)]),
            new(Hdf5Kind.Datatype, false, Hdf5Type.Encode(tensor.Type)),
            new(Hdf5Kind.FillValue, false, (byte[])[2, 2, 2, 1, 0, 0, 0, 0]), // zero, but nothing is left to be filled
            new(Hdf5Kind.Layout, false, (byte[])[3, 1, .. Fields(Hdf5Cursor.Undefined, isEmpty ? 0 : tensor.AsBytes().Length)]),
        };
        if (tensor.Type == DType.BFloat16) messages.Add(Text("dtype", "bfloat16"));
        var header = Header(messages);
        if (!isEmpty) _tensors.Add((header + 16 + messages.Take(3).Sum(m => 8 + Aligned(m.Body.Length)) + 8 + 2, tensor));
        return header;
    }

    /// <summary>A text attribute: its name, "text of any length in UTF-8", "one of it", and where the text is.</summary>
    private Hdf5Message Text(string name, string text)
    {
        var (size, collection, index) = _texts.Add(text);
        var padded = new byte[Aligned(name.Length + 1)];
        Encoding.ASCII.GetBytes(name, padded);
        var body = new Hdf5Buffer();
        var pen = body.At(body.Allocate(8 + padded.Length + 24 + 8 + 16));
        pen.Bytes([1, 0]);
        pen.UInt16(name.Length + 1);
        pen.UInt16(20);
        pen.UInt16(8);
        pen.Bytes(padded);
        pen.Bytes([0x19, 1, 1, 0, 16, 0, 0, 0, .. Hdf5Type.Encode(DType.UInt8).AsSpan(0, 12), 0, 0, 0, 0]);
        pen.Bytes([1, 0, 0, 0, 0, 0, 0, 0]);
        pen.UInt32((uint)size);
        pen.Number(collection);
        pen.UInt32((uint)index);
        return new Hdf5Message(Hdf5Kind.Attribute, false, body.Bytes.ToArray());
    }

    private long Header(IReadOnlyList<Hdf5Message> messages)
    {
        var size = messages.Sum(m => 8 + Aligned(m.Body.Length));
        var header = _buffer.Allocate(16 + size);
        var pen = _buffer.At(header);
        pen.Bytes([1, 0]);
        pen.UInt16(messages.Count);
        pen.UInt32(1);
        pen.UInt32((uint)size);
        pen.UInt32(0);
        foreach (var message in messages)
        {
            pen.UInt16((int)message.Kind);
            pen.UInt16((int)Aligned(message.Body.Length));
            pen.UInt32(0);
            pen.Bytes(message.Body.Span);
            pen.Skip(Aligned(message.Body.Length) - message.Body.Length);
        }
        return header;
    }

    private static byte[] Fields(params ReadOnlySpan<long> values)
    {
        var bytes = new byte[8 * values.Length];
        var pen = new Hdf5Pen(bytes);
        foreach (var value in values) pen.Number(value);
        return bytes;
    }
}
