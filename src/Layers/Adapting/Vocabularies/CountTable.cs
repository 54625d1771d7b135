namespace Layers;

/// <summary>How often each value of a column was seen, and in how many documents.</summary>
/// <typeparam name="T">string or long.</typeparam>
internal sealed class CountTable<T>
    where T : notnull
{
    private readonly Dictionary<T, int> _index;
    private readonly List<T> _values = [];
    private readonly List<long> _counts = [], _documents = [], _last = [];

    public CountTable() => _index = [];

    private CountTable(CountTable<T> other)
    {
        _index = new Dictionary<T, int>(other._index);
        (_values, _counts, _documents) = ([.. other._values], [.. other._counts], [.. other._documents]);
        _last = [.. Enumerable.Repeat(-1L, other.Distinct)];
    }

    public int Distinct => _values.Count;

    /// <summary>Counts a value of a document.</summary>
    /// <param name="value">The value.</param>
    /// <param name="document">The number of the document, rising.</param>
    public void Add(T value, long document)
    {
        if (!_index.TryGetValue(value, out var i))
        {
            if (value is string text && Utf8Text.WellFormed(text) is var formed && !ReferenceEquals(formed, text))
            {
                Add((T)(object)formed, document);
                return;
            }
            i = New(value);
        }
        _counts[i]++;
        if (_last[i] == document) return;
        _last[i] = document;
        _documents[i]++;
    }

    /// <summary>Adds what was counted elsewhere.</summary>
    public void Add(T value, long count, long documents)
    {
        if (!_index.TryGetValue(value, out var i)) i = New(value);
        _counts[i] += count;
        _documents[i] += documents;
    }

    public void Add(CountTable<T> other)
    {
        for (var i = 0; i < other.Distinct; i++) Add(other._values[i], other._counts[i], other._documents[i]);
    }

    public CountTable<T> Copy() => new(this);

    public IEnumerable<(T Value, long Count, long Documents)> Entries()
    {
        for (var i = 0; i < Distinct; i++) yield return (_values[i], _counts[i], _documents[i]);
    }

    public long CountOf(T value) => _index.TryGetValue(value, out var i) ? _counts[i] : 0;

    private int New(T value)
    {
        _index.Add(value, Distinct);
        _values.Add(value);
        _counts.Add(0);
        _documents.Add(0);
        _last.Add(-1);
        return Distinct - 1;
    }
}
