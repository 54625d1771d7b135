namespace Layers;

/// <summary>What <c>Adapt</c> saw of one column of words or categories.</summary>
public sealed class CategoryReport
{
    private readonly ValueCounts _values;

    internal CategoryReport(int index, string? name, ValueCounts values) => (Index, Name, _values) = (index, name, values);

    /// <summary>The index of the column, from 0.</summary>
    public int Index { get; }

    /// <summary>What it is called; <see langword="null"/> where <c>Adapt</c> was not told.</summary>
    public string? Name { get; }

    /// <summary>How many values there were.</summary>
    public long Count => _values.Total;

    /// <summary>How many of them were distinct.</summary>
    public int Distinct => _values.Distinct;

    /// <summary>Each distinct value, the most frequent first: the value (an integer in decimal), how often it was seen, and in how many
    /// documents.</summary>
    public IEnumerable<(string Value, long Count, long Documents)> MostFrequent
    {
        get
        {
            for (var i = 0; i < _values.Distinct; i++) yield return (_values.TextOf(i), _values.Counts[i], _values.Documents[i]);
        }
    }
}
