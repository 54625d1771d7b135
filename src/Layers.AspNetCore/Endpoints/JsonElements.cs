using System.Globalization;
using System.Text.Json;

namespace Layers.AspNetCore;

/// <summary>The elements of a tensor in JSON, flat or nested, and their sizes.</summary>
/// <param name="type">The element type of the tensor.</param>
/// <param name="missingText">The text for a null.</param>
/// <param name="where">The owner of the elements, for messages.</param>
internal sealed class JsonElements(DType type, string? missingText, string where)
{
    private readonly List<double> _numbers = [];
    private readonly List<Int128> _integers = [];
    private readonly List<string> _texts = [];
    private readonly List<bool> _truths = [];
    private readonly List<int> _sizes = [];

    /// <summary>The number of elements.</summary>
    public int Count =>
        type == DType.String ? _texts.Count : type == DType.Bool ? _truths.Count : type.IsInteger() ? _integers.Count : _numbers.Count;

    /// <summary>The lengths of the arrays at each depth of nesting.</summary>
    public IReadOnlyList<int> Sizes => _sizes;

    /// <summary>Adds an element, or the elements of nested arrays. All arrays of one depth have the same length.</summary>
    /// <exception cref="FormatException">An element does not fit the type, or arrays differ in length.</exception>
    public void Add(JsonElement value, int depth = 0)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            if (depth < _sizes.Count) throw Fault($"has an element beside an array, at depth {Whole(depth)}");
            AddElement(value);
            return;
        }
        var length = value.GetArrayLength();
        if (depth == _sizes.Count)
        {
            if (Count > 0) throw Fault($"has an array beside an element, at depth {Whole(depth)}");
            _sizes.Add(length);
        }
        else if (_sizes[depth] != length)
        {
            throw Fault($"has arrays of {Whole(_sizes[depth])} and of {Figures.Count(length, "element")} side by side, at depth " +
                $"{Whole(depth)}");
        }
        foreach (var element in value.EnumerateArray()) Add(element, depth + 1);
    }

    /// <summary>Returns the tensor.</summary>
    /// <param name="shape">A shape with the same number of elements.</param>
    public TensorData ToTensor(Shape shape) => type switch
    {
        DType.String => TensorData.Of(_texts.ToArray(), shape),
        DType.Bool => TensorData.Of(_truths.ToArray(), shape),
        DType.Int64 => Integers<long>(shape),
        DType.Int32 => Integers<int>(shape),
        DType.Int16 => Integers<short>(shape),
        DType.Int8 => Integers<sbyte>(shape),
        DType.UInt64 => Integers<ulong>(shape),
        DType.UInt32 => Integers<uint>(shape),
        DType.UInt16 => Integers<ushort>(shape),
        DType.UInt8 => Integers<byte>(shape),
        _ => Casting.Of(_numbers.ToArray(), shape, type),
    };

    private void AddElement(JsonElement value)
    {
        switch (type)
        {
            case DType.String:
                if (value.ValueKind == JsonValueKind.String) _texts.Add(value.GetString()!);
                else if (value.ValueKind == JsonValueKind.Null) _texts.Add(missingText ?? "");
                else throw Other(value, "a text");
                break;
            case DType.Bool:
                if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) _truths.Add(value.GetBoolean());
                else throw Other(value, "true or false");
                break;
            case var _ when type.IsInteger():
                if (WholeOf(value) is not { } integer) throw Other(value, "a whole number");
                var (least, most) = Range(type);
                if (integer < least || integer > most) throw Fault($"has {Shown(value)}, which {type.Name()} does not hold");
                _integers.Add(integer);
                break;
            default:
                _numbers.Add(NumberOf(value));
                break;
        }
    }

    // Null for a number that is written with a fraction or an exponent, such as 1.0 or 1e3.
    private static Int128? WholeOf(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Number) return null;
        var isWhole = Int128.TryParse(value.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer);
        return isWhole ? integer : null;
    }

    private double NumberOf(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null: return double.NaN;
            case JsonValueKind.Number:
                var number = value.GetDouble();
                if (double.IsInfinity(number) || Math.Abs(number) > Largest(type))
                    throw Fault($"has {Shown(value)}, which {type.Name()} does not hold");
                return number;
            default: throw Other(value, "a number, or null for a missing one");
        }
    }

    private TensorData Integers<T>(Shape shape)
        where T : System.Numerics.INumberBase<T> => TensorData.Of(_integers.Select(T.CreateChecked).ToArray(), shape);

    private static double Largest(DType type) => type switch
    {
        DType.Float16 => (double)Half.MaxValue,
        DType.Float32 or DType.BFloat16 => float.MaxValue,
        _ => double.MaxValue,
    };

    private static (Int128 Least, Int128 Most) Range(DType type) => type switch
    {
        DType.Int64 => (long.MinValue, long.MaxValue),
        DType.Int32 => (int.MinValue, int.MaxValue),
        DType.Int16 => (short.MinValue, short.MaxValue),
        DType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        DType.UInt64 => (ulong.MinValue, ulong.MaxValue),
        DType.UInt32 => (uint.MinValue, uint.MaxValue),
        DType.UInt16 => (ushort.MinValue, ushort.MaxValue),
        _ => (byte.MinValue, byte.MaxValue),
    };

    private FormatException Other(JsonElement value, string expected) => Fault($"has {Shown(value)}, and takes {expected}");

    private static string Shown(JsonElement value)
    {
        const int Most = 40;
        var text = value.GetRawText();
        return text.Length > Most ? text[..Most] + "…" : text;
    }

    private FormatException Fault(string what) => Throw.BadElements(where, what);

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
