namespace Layers;

/// <summary>What is known of the values of one column. Which kind they are shows with the first of them.</summary>
internal sealed class ColumnCounts
{
    private ValueCounts? _ordered;

    public CountTable<string>? Texts { get; private set; }

    public CountTable<long>? Integers { get; private set; }

    /// <summary>How many values were seen.</summary>
    public long Total { get; private set; }

    public int Distinct => Texts?.Distinct ?? Integers?.Distinct ?? 0;

    public CountTable<string> OfTexts => Texts ??= new();

    public CountTable<long> OfIntegers => Integers ??= new();

    /// <summary>In the order of a vocabulary; computed once, for a state that was handed out does not change.</summary>
    public ValueCounts Ordered => _ordered ??= Texts is not null ? Of(Texts, Utf8Text.Compare) : Of(Integers ?? new(), (a, b) => a.CompareTo(b));

    public void Seen(long values)
    {
        Total += values;
        _ordered = null;
    }

    public void Add(ColumnCounts other)
    {
        if (other.Texts is not null) OfTexts.Add(other.Texts);
        if (other.Integers is not null) OfIntegers.Add(other.Integers);
        Seen(other.Total);
    }

    public ColumnCounts Copy() => new() { Texts = Texts?.Copy(), Integers = Integers?.Copy(), Total = Total, _ordered = _ordered };

    private ValueCounts Of<T>(CountTable<T> table, Comparison<T> compare)
        where T : notnull
    {
        var entries = table.Entries().ToArray();
        Array.Sort(entries, (a, b) => a.Count != b.Count ? b.Count.CompareTo(a.Count) : compare(b.Value, a.Value));
        return new ValueCounts(Array.ConvertAll(entries, e => e.Value), Array.ConvertAll(entries, e => e.Count), Array.ConvertAll(entries, e => e.Documents), Total);
    }
}
