namespace Layers;

/// <summary>A report of <c>Adapt</c> on one column of words or categories.</summary>
public sealed class CategoryReport
{
    private readonly ValueCounts _values;

    internal CategoryReport(int index, string? name, ValueCounts values) => (Index, Name, _values) = (index, name, values);

    /// <summary>The index of the column, from 0.</summary>
    public int Index { get; }

    /// <summary>The name of the column; <see langword="null"/> if <c>Adapt</c> received no names.</summary>
    public string? Name { get; }

    /// <summary>The number of values.</summary>
    public long Count => _values.Total;

    /// <summary>The number of distinct values.</summary>
    public int Distinct => _values.Distinct;

    /// <summary>The distinct values, the most frequent first: the value (an integer in decimal), its count, and the number of documents
    /// with the value.</summary>
    public IEnumerable<(string Value, long Count, long Documents)> MostFrequent
    {
        get
        {
            for (var i = 0; i < _values.Distinct; i++) yield return (_values.TextOf(i), _values.Counts[i], _values.Documents[i]);
        }
    }
}
