namespace Layers;

/// <summary>A numbering of values from 0, in the order in which they were added; all are texts or all are integers.</summary>
internal sealed class ValueNumbers
{
    private readonly Dictionary<string, int> _texts;
    private readonly Dictionary<long, int> _integers;

    public ValueNumbers() => (_texts, _integers) = ([], []);

    private ValueNumbers(ValueNumbers other) => (_texts, _integers) = (new(other._texts), new(other._integers));

    public int Count => _texts.Count + _integers.Count;

    public bool AreTexts => _texts.Count > 0;

    /// <summary>The values, ordered by number.</summary>
    public CategoryList Values => new(AreTexts ? ByNumber(_texts) : ByNumber(_integers));

    public int Of(string text)
    {
        if (_texts.TryGetValue(text, out var number)) return number;
        text = Utf8Text.WellFormed(text);
        return _texts.TryGetValue(text, out number) ? number : _texts[text] = _texts.Count;
    }

    public int Of(long integer) => _integers.TryGetValue(integer, out var number) ? number : _integers[integer] = _integers.Count;

    /// <summary>Adds the values of another numbering, new values last, and returns their numbers.</summary>
    public int[] Join(ValueNumbers other) => Join(other.Values);

    /// <summary>Adds values, new ones last, and returns their numbers.</summary>
    public int[] Join(CategoryList values) => values.AreTexts ? [.. values.Texts.Select(Of)] : [.. values.Integers.Select(Of)];

    /// <summary>Returns the number of each value; −1 for an unknown value.</summary>
    public int[] Find(CategoryList values) =>
        values.AreTexts ? [.. values.Texts.Select(text => _texts.GetValueOrDefault(text, -1))]
            : [.. values.Integers.Select(integer => _integers.GetValueOrDefault(integer, -1))];

    public ValueNumbers Copy() => new(this);

    private static T[] ByNumber<T>(Dictionary<T, int> numbers)
        where T : notnull
    {
        var values = new T[numbers.Count];
        foreach (var (value, number) in numbers) values[number] = value;
        return values;
    }
}
