using System.Buffers.Binary;

namespace Layers.Tests;

/// <summary>Writes an HDF5 file of the newer format byte by byte, with contents that no correct program writes.</summary>
internal sealed class HostileHdf5
{
    private const int Superblock = 48, Attribute = 12, Continuation = 16;

    private readonly List<byte> _bytes = [.. new byte[Superblock]];

    /// <summary>The address of the next part.</summary>
    public long Next => _bytes.Count;

    public static byte[] LinkInfo { get; } = Message(2, [0, 0, .. Number(-1), .. Number(-1)]);

    /// <summary>The message that makes an object a tensor: the address of its elements, which is undefined here.</summary>
    public static byte[] Layout { get; } = At(-1);

    /// <summary>The type of a tensor's elements.</summary>
    public static byte[] Float32 { get; } = Message(3, [0x11, 0x20, 31, 0, 4, 0, 0, 0, 0, 0, 32, 0, 23, 8, 0, 23, 127, 0, 0, 0]);

    /// <summary>The fill value message, which a correct file has once. It has no content here: the smallest possible message.</summary>
    public static byte[] Nothing { get; } = Message(5, []);

    public static byte[] At(long address) => Message(8, [3, 1, .. Number(address), .. Number(0)]);

    /// <summary>The shape of a tensor of one axis.</summary>
    public static byte[] Axis(long size) => Message(1, [2, 1, 0, 1, .. Number(size)]);

    public static byte[] Link(string name, long address) =>
        Message(6, [1, 0, (byte)name.Length, .. System.Text.Encoding.ASCII.GetBytes(name), .. Number(address)]);

    public static byte[] Continue((long Address, long Length) block) =>
        Message(Continuation, [.. Number(block.Address), .. Number(block.Length)]);

    /// <summary>Returns an attribute: a list of texts of one byte each.</summary>
    public static byte[] Texts(string name, int count) => Message(Attribute,
    [
        // version, no sharing, three sizes, a character set
        3, 0, (byte)(name.Length + 1), 0, 8, 0, 12, 0, 0, .. System.Text.Encoding.ASCII.GetBytes(name), 0,
        0x13, 0, 0, 0, 1, 0, 0, 0, // the type: texts of one byte
        2, 1, 0, 1, .. Number(count), // the shape: one axis
        .. Enumerable.Repeat((byte)'x', count),
    ]);

    public static byte[] Many(int count, Func<int, byte[]> message) => [.. Enumerable.Range(0, count).SelectMany(message)];

    /// <summary>Adds the header of an object and returns its address.</summary>
    public long Header(params byte[][] messages)
    {
        var body = messages.SelectMany(message => message).ToArray();
        var address = _bytes.Count;
        _bytes.AddRange([.. "OHDR"u8, 2, 2, .. Number(body.Length)[..4], .. body]);
        return address;
    }

    /// <summary>Adds a block of messages that headers can continue in.</summary>
    public (long Address, long Length) Block(params byte[][] messages)
    {
        var (address, body) = (_bytes.Count, messages.SelectMany(message => message).ToArray());
        _bytes.AddRange([.. "OCHK"u8, .. body, 0, 0, 0, 0]);
        return (address, body.Length + 8);
    }

    /// <summary>Adds zeros and returns their address.</summary>
    public long Data(int length)
    {
        var address = _bytes.Count;
        _bytes.AddRange(new byte[length]);
        return address;
    }

    /// <summary>Returns the file, with the group at the given address as its root.</summary>
    public byte[] File(long root)
    {
        byte[] start = [0x89, .. "HDF\r\n"u8, 0x1A, (byte)'\n', 2, 8, 8, 0, .. Number(0), .. Number(-1), .. Number(_bytes.Count),
            .. Number(root), 0, 0, 0, 0];
        return [.. start, .. _bytes[Superblock..]];
    }

    private static byte[] Message(byte kind, byte[] body) => [kind, (byte)body.Length, (byte)(body.Length >> 8), 0, .. body];

    private static byte[] Number(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes;
    }
}
