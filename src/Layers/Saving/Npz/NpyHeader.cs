using System.Globalization;

namespace Layers;

/// <summary>The header of a NumPy array: <c>{'descr': '&lt;f4', 'fortran_order': False, 'shape': (3, 4), }</c>.</summary>
/// <param name="Type">The type of the elements.</param>
/// <param name="IsBigEndian">Whether the most significant byte comes first.</param>
/// <param name="IsFortran">Whether the order is column-major: the first axis varies fastest.</param>
/// <param name="Shape">The shape.</param>
internal sealed record NpyHeader(DType Type, bool IsBigEndian, bool IsFortran, Shape Shape)
{
    // NumPy's own limit.
    private const int MostAxes = 64;

    private static readonly Dictionary<string, DType> s_types = new()
    {
        ["f2"] = DType.Float16,
        ["f4"] = DType.Float32,
        ["f8"] = DType.Float64,
        ["i1"] = DType.Int8,
        ["i2"] = DType.Int16,
        ["i4"] = DType.Int32,
        ["i8"] = DType.Int64,
        ["u1"] = DType.UInt8,
        ["u2"] = DType.UInt16,
        ["u4"] = DType.UInt32,
        ["u8"] = DType.UInt64,
        ["b1"] = DType.Bool,
    };

    /// <summary>The size of an element in bytes.</summary>
    public int Size => Type.Size();

    /// <summary>The size of all elements in bytes.</summary>
    public long Bytes => Size * Shape.Length;

    /// <exception cref="InvalidDataException">The header does not describe an array of numbers.</exception>
    public static NpyHeader Parse(string name, string text)
    {
        var values = Values(name, text.AsSpan().Trim());
        string Value(string key) => values.TryGetValue(key, out var value) ? value : throw Throw.BadNpy(name, $"its header has no {key}");
        var type = Value("descr");
        // An array of objects is pickled, and a pickle can run any Python code.
        if (type.Contains("|O", StringComparison.Ordinal)) throw Throw.PickledArray(name);
        if (type.Length < 4 || type[0] != '\'' || type[^1] != '\'' || !"<>|=".Contains(type[1], StringComparison.Ordinal)
            || !s_types.TryGetValue(type[2..^1], out var known))
            throw Throw.BadNpy(name, $"its elements are of type {Short(type)}, which is not a number");
        var order = Value("fortran_order");
        if (order is not ("True" or "False")) throw Throw.BadNpy(name, $"its fortran_order is {Short(order)}");
        return new(known, type[1] == '>', order == "True", Sizes(name, Value("shape")));
    }

    private static Dictionary<string, string> Values(string name, ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[0] != '{' || text[^1] != '}') throw Throw.BadNpy(name, "its header is not a dictionary");
        var values = new Dictionary<string, string>();
        for (text = text[1..^1].Trim(); text.Length > 0; text = text.TrimStart(", "))
        {
            var colon = text.IndexOf(':');
            if (colon < 3) throw Throw.BadNpy(name, "its header is not a dictionary");
            var key = text[..colon].Trim().Trim('\'').ToString();
            text = text[(colon + 1)..].TrimStart();
            var end = End(text);
            if (!values.TryAdd(key, text[..end].Trim().ToString())) throw Throw.BadNpy(name, $"its header has {Short(key)} twice");
            text = text[end..];
        }
        return values;
    }

    // A value ends at the first comma outside of texts and brackets.
    private static int End(ReadOnlySpan<char> text)
    {
        var depth = 0;
        var isText = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\'') isText = !isText;
            else if (isText) continue;
            else if (text[i] is '(' or '[' or '{') depth++;
            else if (text[i] is ')' or ']' or '}') depth--;
            else if (text[i] == ',' && depth <= 0) return i;
        }
        return text.Length;
    }

    private static Shape Sizes(string name, string text)
    {
        if (text.Length < 2 || text[0] != '(' || text[^1] != ')') throw Throw.BadNpy(name, $"its shape is {Short(text)}");
        var sizes = new List<long>();
        double length = 1;
        foreach (var part in text[1..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var size) || sizes.Count == MostAxes)
                throw Throw.BadNpy(name, $"its shape is {Short(text)}");
            sizes.Add(size);
            length *= Math.Max(1, size);
        }
        return length <= int.MaxValue ? Shape.Of([.. sizes]) : throw Throw.BadNpy(name, $"its shape is {Short(text)}, which is too large");
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..57] + "...";
}
