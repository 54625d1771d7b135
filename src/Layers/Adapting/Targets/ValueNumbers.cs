namespace Layers;

/// <summary>Values numbered in the order in which they came, from 0; all texts or all integers.</summary>
internal sealed class ValueNumbers
{
    private readonly Dictionary<string, int> _texts;
    private readonly Dictionary<long, int> _integers;

    public ValueNumbers() => (_texts, _integers) = ([], []);

    private ValueNumbers(ValueNumbers other) => (_texts, _integers) = (new(other._texts), new(other._integers));

    public int Count => _texts.Count + _integers.Count;

    public bool AreTexts => _texts.Count > 0;

    /// <summary>The texts by number.</summary>
    public string[] Texts => [.. _texts.OrderBy(pair => pair.Value).Select(pair => pair.Key)];

    /// <summary>The integers by number.</summary>
    public long[] Integers => [.. _integers.OrderBy(pair => pair.Value).Select(pair => pair.Key)];

    public int Of(string text)
    {
        if (_texts.TryGetValue(text, out var number)) return number;
        text = Utf8Text.WellFormed(text);
        return _texts.TryGetValue(text, out number) ? number : _texts[text] = _texts.Count;
    }

    public int Of(long integer) => _integers.TryGetValue(integer, out var number) ? number : _integers[integer] = _integers.Count;

    /// <summary>The numbers of what another has, those that are new behind the others.</summary>
    public int[] Join(ValueNumbers other) => other.AreTexts ? Array.ConvertAll(other.Texts, Of) : Array.ConvertAll(other.Integers, Of);

    /// <summary>The number of a value; −1 where it has none.</summary>
    public int Find(object value) => value is string text ? _texts.GetValueOrDefault(text, -1) : _integers.GetValueOrDefault((long)value, -1);

    public ValueNumbers Copy() => new(this);
}
