namespace Layers;

/// <summary>The distinct values of a column in the order of a vocabulary: by descending frequency; equally frequent values by descending
/// UTF-8 bytes or integer, as in Keras.</summary>
public sealed class ValueCounts
{
    internal ValueCounts(Array values, long[] counts, long[] documents, long total)
    {
        (Values, Counts, Documents, Total) = (new(values), Array.AsReadOnly(counts), Array.AsReadOnly(documents), total);
    }

    /// <summary>Whether the values are texts; otherwise they are integers.</summary>
    public bool AreTexts => Values.AreTexts;

    /// <summary>The number of distinct values.</summary>
    public int Distinct => Values.Count;

    /// <summary>The number of all values.</summary>
    public long Total { get; }

    /// <summary>The distinct values as texts, in the order of a vocabulary.</summary>
    /// <exception cref="InvalidOperationException">The values are integers.</exception>
    public IReadOnlyList<string> Texts => Values.Texts;

    /// <summary>The distinct values as integers, in the order of a vocabulary.</summary>
    /// <exception cref="InvalidOperationException">The values are texts.</exception>
    public IReadOnlyList<long> Integers => Values.Integers;

    /// <summary>The count of each value, 1 or more.</summary>
    public IReadOnlyList<long> Counts { get; }

    /// <summary>The number of documents with each value, 1 or more. If rows have several elements, a document is a row; otherwise each
    /// element is a document.</summary>
    public IReadOnlyList<long> Documents { get; }

    /// <summary>Returns a value for people: a text unchanged, an integer in decimal.</summary>
    /// <param name="index">The index of the value, from 0, by frequency.</param>
    public string TextOf(int index) => Values.TextOf(index);

    /// <summary>The values without their counts.</summary>
    internal CategoryList Values { get; }
}
