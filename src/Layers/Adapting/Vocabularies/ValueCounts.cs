namespace Layers;

/// <summary>The distinct values of a column, in the order of a vocabulary: the most frequent first, and of those that are as frequent the
/// one whose UTF-8 bytes come last, or the larger integer, as Keras has it.</summary>
public sealed class ValueCounts
{
    internal ValueCounts(Array values, long[] counts, long[] documents, long total)
    {
        (Values, Counts, Documents, Total) = (new(values), Array.AsReadOnly(counts), Array.AsReadOnly(documents), total);
    }

    /// <summary>Whether the values are texts; otherwise they are integers.</summary>
    public bool AreTexts => Values.AreTexts;

    /// <summary>How many distinct values there are.</summary>
    public int Distinct => Values.Count;

    /// <summary>How many values were seen in all.</summary>
    public long Total { get; }

    /// <summary>The texts.</summary>
    /// <exception cref="InvalidOperationException">The values are integers.</exception>
    public IReadOnlyList<string> Texts => Values.Texts;

    /// <summary>The integers.</summary>
    /// <exception cref="InvalidOperationException">The values are texts.</exception>
    public IReadOnlyList<long> Integers => Values.Integers;

    /// <summary>How often each was seen, 1 or more.</summary>
    public IReadOnlyList<long> Counts { get; }

    /// <summary>In how many documents each was, 1 or more: in rows of several elements, a document is a row; elsewhere, each element is
    /// one.</summary>
    public IReadOnlyList<long> Documents { get; }

    /// <summary>A value as people read it: a text as it is, an integer in decimal.</summary>
    /// <param name="index">From 0, by frequency.</param>
    public string TextOf(int index) => Values.TextOf(index);

    /// <summary>The values alone.</summary>
    internal CategoryList Values { get; }
}
