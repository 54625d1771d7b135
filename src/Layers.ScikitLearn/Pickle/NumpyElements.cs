using System.Buffers.Binary;
using System.Text;

namespace Layers.ScikitLearn;

/// <summary>Reads the elements of NumPy's arrays from bytes.</summary>
internal static class NumpyElements
{
    // NumPy 2's own limit.
    private const int MostAxes = 64;

    /// <summary>Reads the sizes of the axes from a tuple of integers.</summary>
    public static int[] ShapeOf(object? tuple, PickleSource source)
    {
        if (tuple is not IReadOnlyList<object?> { Count: <= MostAxes } sizes)
            throw Throw.Damaged(source, "the shape of an array is no tuple of sizes");
        int Axis(object? size) => size is long and >= 0 and <= int.MaxValue and var known ? (int)known : throw Throw.ImpossibleAxis(source);
        return [.. sizes.Select(Axis)];
    }

    /// <summary>Returns the number of elements of a shape. Throws if .NET arrays cannot have that many.</summary>
    public static int CountOf(int[] shape, PickleSource source)
    {
        if (shape.Contains(0)) return 0;
        var count = 1L;
        foreach (var size in shape)
            if ((count *= size) > Array.MaxLength)
                throw Throw.Damaged(source, "an array has an impossible number of elements");
        return (int)count;
    }

    /// <summary>Reads the elements, in the order of the bytes.</summary>
    /// <param name="type">The element type; not that of objects.</param>
    /// <param name="bytes">Exactly the bytes of all elements.</param>
    /// <param name="count">The number of elements.</param>
    /// <param name="source">The source of the elements, for errors.</param>
    /// <exception cref="InvalidDataException">A text is invalid.</exception>
    /// <exception cref="NotSupportedException">An integer does not fit into int64.</exception>
    public static Array Of(NumpyType type, ReadOnlySpan<byte> bytes, int count, PickleSource source)
    {
        var isBig = type.IsBigEndian;
        switch (type.Kind)
        {
            case 'f':
                var numbers = new double[count];
                for (var i = 0; i < count; i++) numbers[i] = Float(Element(bytes, i, type.Size), isBig);
                return numbers;
            case 'b':
                var truths = new bool[count];
                for (var i = 0; i < count; i++) truths[i] = bytes[i] != 0;
                return truths;
            case 'U':
                var texts = new string[count];
                for (var i = 0; i < count; i++) texts[i] = TextOf(Element(bytes, i, type.Size), isBig, source);
                return texts;
            case 'S':
                var characters = new string[count];
                for (var i = 0; i < count; i++) characters[i] = Encoding.Latin1.GetString(Element(bytes, i, type.Size).TrimEnd((byte)0));
                return characters;
            default:
                var integers = new long[count];
                for (var i = 0; i < count; i++) integers[i] = Integer(type, Element(bytes, i, type.Size), source);
                return integers;
        }
    }

    /// <summary>Transposes elements from the order of axes in the file to that of the shape.</summary>
    /// <param name="stored">The elements in the order of the file.</param>
    /// <param name="sizes">The sizes of the axes in the file.</param>
    /// <param name="axes">The axis in the file for each axis of the result.</param>
    public static Array Arranged(Array stored, int[] sizes, int[] axes) => stored switch
    {
        double[] numbers => Arranged(numbers, sizes, axes),
        long[] integers => Arranged(integers, sizes, axes),
        bool[] truths => Arranged(truths, sizes, axes),
        string[] texts => Arranged(texts, sizes, axes),
        object?[] objects => Arranged(objects, sizes, axes),
        _ => throw Throw.Bug("elements of another type"),
    };

    private static T[] Arranged<T>(T[] stored, int[] sizes, int[] axes)
    {
        var result = new T[stored.Length];
        if (stored.Length == 0) return result;
        var strides = new int[sizes.Length];
        for (int axis = sizes.Length - 1, stride = 1; axis >= 0; stride *= sizes[axis--]) strides[axis] = stride;
        // An index that counts through the result, the last axis fastest.
        var index = new int[axes.Length];
        for (int i = 0, from = 0; i < result.Length; i++)
        {
            result[i] = stored[from];
            for (var axis = axes.Length - 1; axis >= 0; axis--)
            {
                from += strides[axes[axis]];
                if (++index[axis] < sizes[axes[axis]]) break;
                from -= strides[axes[axis]] * sizes[axes[axis]];
                index[axis] = 0;
            }
        }
        return result;
    }

    private static ReadOnlySpan<byte> Element(ReadOnlySpan<byte> bytes, int place, int size) => bytes.Slice(place * size, size);

    private static double Float(ReadOnlySpan<byte> bytes, bool isBig) => (bytes.Length, isBig) switch
    {
        (8, false) => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        (8, true) => BinaryPrimitives.ReadDoubleBigEndian(bytes),
        (4, false) => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        (4, true) => BinaryPrimitives.ReadSingleBigEndian(bytes),
        (_, false) => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        (_, true) => (double)BinaryPrimitives.ReadHalfBigEndian(bytes),
    };

    private static long Integer(NumpyType type, ReadOnlySpan<byte> bytes, PickleSource source) =>
        type.Kind == 'u' ? Unsigned(bytes, type.IsBigEndian, source) : Signed(bytes, type.IsBigEndian);

    private static long Signed(ReadOnlySpan<byte> bytes, bool isBig) => (bytes.Length, isBig) switch
    {
        (8, false) => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        (8, true) => BinaryPrimitives.ReadInt64BigEndian(bytes),
        (4, false) => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        (4, true) => BinaryPrimitives.ReadInt32BigEndian(bytes),
        (2, false) => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        (2, true) => BinaryPrimitives.ReadInt16BigEndian(bytes),
        _ => (sbyte)bytes[0],
    };

    private static long Unsigned(ReadOnlySpan<byte> bytes, bool isBig, PickleSource source) => (bytes.Length, isBig) switch
    {
        (8, _) => Signed(bytes, isBig) is >= 0 and var number ? number : throw Throw.IntegerTooLarge(source),
        (4, false) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        (4, true) => BinaryPrimitives.ReadUInt32BigEndian(bytes),
        (2, false) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        (2, true) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
        _ => bytes[0],
    };

    // Four bytes for each character; zeros pad a text that is shorter than the widest.
    private static string TextOf(ReadOnlySpan<byte> bytes, bool isBig, PickleSource source)
    {
        var length = bytes.Length / 4;
        while (length > 0 && !bytes.Slice(4 * (length - 1), 4).ContainsAnyExcept((byte)0)) length--;
        var text = new StringBuilder(length);
        Span<char> characters = stackalloc char[2];
        for (var i = 0; i < length; i++)
        {
            var character = bytes.Slice(4 * i, 4);
            var code = isBig ? BinaryPrimitives.ReadUInt32BigEndian(character) : BinaryPrimitives.ReadUInt32LittleEndian(character);
            if (code > 0x10FFFF) throw Throw.Damaged(source, "a text has a character beyond Unicode");
            var rune = Rune.TryCreate(code, out var known) ? known : Rune.ReplacementChar;
            text.Append(characters[..rune.EncodeToUtf16(characters)]);
        }
        return text.ToString();
    }
}
