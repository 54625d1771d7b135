using System.Globalization;

namespace Layers.ScikitLearn;

/// <summary>A dtype of NumPy. A pickle builds it in two steps: letter and width first, then the byte order.</summary>
internal sealed class NumpyType : IUnfinished
{
    private string? _unit;

    private NumpyType(char kind, int size) => (Kind, Size) = (kind, size);

    /// <summary>NumPy's letter: b booleans, i and u integers, f floats, U texts, S bytes, M dates, m durations, O objects.</summary>
    public char Kind { get; }

    /// <summary>The number of bytes of an element.</summary>
    public int Size { get; }

    /// <summary>Whether the first byte of an element is its highest.</summary>
    public bool IsBigEndian { get; private set; }

    /// <summary>The name in NumPy: <c>float64</c>, <c>str</c>, <c>datetime64[ns]</c>.</summary>
    public string Name => Kind switch
    {
        'b' => "bool",
        'i' => Of("int", Size),
        'u' => Of("uint", Size),
        'f' => Of("float", Size),
        'U' => "str",
        'S' => "bytes",
        'O' => "object",
        'M' => $"datetime64[{_unit ?? "generic"}]",
        _ => $"timedelta64[{_unit ?? "generic"}]",
    };

    // As the value of a field, it is the name of the type.
    object? IUnfinished.Finish(PickleSource source) => new PickledName("numpy", Name);

    /// <summary>Reads a type from a text such as <c>f8</c> or <c>U12</c>.</summary>
    public static NumpyType Parse(string text, PickleSource source)
    {
        var order = text.Length > 0 && text[0] is '<' or '>' or '|' or '=' ? text[0] : '|';
        var rest = order == '|' && !text.StartsWith('|') ? text : text[1..];
        if (rest.Length == 0) throw Throw.Damaged(source, "a dtype has no name");
        var kind = rest[0] switch { 'a' => 'S', '?' => 'b', var other => other };
        // For objects a pickle has the width of a pointer on the machine that wrote it. The width of a text is in characters.
        var isNumber = int.TryParse(rest.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var width);
        if (!isNumber && rest.Length > 1) throw Throw.UnknownDType(source, rest);
        var size = kind switch
        {
            'b' => 1,
            'O' => 8,
            'M' or 'm' => 8,
            'U' when width < int.MaxValue / 4 => width * 4,
            'S' => width,
            'i' or 'u' when width is 1 or 2 or 4 or 8 => width,
            'f' when width is 2 or 4 or 8 => width,
            _ => throw Throw.UnknownDType(source, rest),
        };
        return new NumpyType(kind, size) { IsBigEndian = order == '>' };
    }

    /// <summary>Reads the state in a pickle: the byte order, and the unit of dates.</summary>
    public void Build(IReadOnlyList<object?> state, PickleSource source)
    {
        // Version, order, base, names, fields, width, alignment, flags; then, for dates, their unit.
        if (state.Count < 2 || state[1] is not string { Length: 1 } order)
            throw Throw.Damaged(source, "the state of a dtype does not say the order of bytes");
        if (state.Skip(2).Take(3).Any(part => part is not null)) throw Throw.UnknownDType(source, "a structure of fields");
        IsBigEndian = order[0] == '>';
        if (Kind is 'M' or 'm' && state.Count > 8
            && state[8] is IReadOnlyList<object?> { Count: 2 } and [_, IReadOnlyList<object?> { Count: >= 2 } unit])
            _unit = UnitOf(unit, source);
    }

    private static string UnitOf(IReadOnlyList<object?> unit, PickleSource source) => (unit[0], unit[1]) switch
    {
        (byte[] { Length: > 0 and <= 7 } name, long step) =>
            (step == 1 ? "" : step.ToString(CultureInfo.InvariantCulture)) + string.Concat(name.Select(b => (char)b)),
        _ => throw Throw.Damaged(source, "a dtype of dates does not say its unit"),
    };

    private static string Of(string name, int size) => name + (size * 8).ToString(CultureInfo.InvariantCulture);
}
