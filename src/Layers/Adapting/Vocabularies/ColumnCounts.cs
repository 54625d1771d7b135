namespace Layers;

/// <summary>The counts of the values of one column. The first value decides whether they are texts or integers.</summary>
internal sealed class ColumnCounts
{
    private ValueCounts? _ordered;

    public CountTable<string, TextHash>? Texts { get; private set; }

    public CountTable<long, IntegerHash>? Integers { get; private set; }

    /// <summary>The number of values.</summary>
    public long Total { get; private set; }

    public int Distinct => Texts?.Distinct ?? Integers?.Distinct ?? 0;

    public CountTable<string, TextHash> OfTexts => Texts ??= new();

    public CountTable<long, IntegerHash> OfIntegers => Integers ??= new();

    /// <summary>The values in the order of a vocabulary; cached, because a public state does not change.</summary>
    public ValueCounts Ordered =>
        _ordered ??= Texts is not null ? VocabularyOrder.Of(Texts, Total) : VocabularyOrder.Of(Integers ?? new(), Total);

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
}
