using System.Globalization;

namespace Layers;

/// <summary>The categories of one column, in the order of their indices; all texts or all integers.</summary>
public sealed class CategoryList
{
    private readonly Array _values;

    internal CategoryList(Array values) => _values = values;

    /// <summary>How many there are.</summary>
    public int Count => _values.Length;

    /// <summary>Whether they are texts; otherwise they are integers.</summary>
    public bool AreTexts => _values is string[];

    /// <summary>The texts.</summary>
    /// <exception cref="InvalidOperationException">They are integers.</exception>
    public IReadOnlyList<string> Texts => _values is string[] texts ? Array.AsReadOnly(texts) : throw Throw.ValuesAreIntegers();

    /// <summary>The integers.</summary>
    /// <exception cref="InvalidOperationException">They are texts.</exception>
    public IReadOnlyList<long> Integers => _values is long[] integers ? Array.AsReadOnly(integers) : throw Throw.ValuesAreTexts();

    /// <summary>A category as people read it: a text as it is, an integer in decimal.</summary>
    /// <param name="index">From 0.</param>
    public string TextOf(int index) => _values is string[] texts ? texts[index] : ((long[])_values)[index].ToString(CultureInfo.InvariantCulture);

    /// <summary>The categories between brackets.</summary>
    public override string ToString() => $"[{string.Join(", ", Enumerable.Range(0, Count).Select(TextOf))}]";

    internal DType Type => AreTexts ? DType.String : DType.Int64;

    /// <summary>The categories as a table has its keys.</summary>
    internal TensorData Keys => _values is string[] texts ? TensorData.Of(texts) : TensorData.Of((long[])_values);

    /// <summary>The values that were counted, sorted: texts by their UTF-8 bytes, which is the order of code points, and integers from the smallest.</summary>
    /// <param name="counts">The column.</param>
    /// <param name="places">Where each category is in <paramref name="counts"/>.</param>
    internal static CategoryList Sorted(ValueCounts counts, out int[] places)
    {
        places = [.. Enumerable.Range(0, counts.Distinct)];
        if (counts.AreTexts)
        {
            string[] texts = [.. counts.Texts];
            Array.Sort(texts, places, Comparer<string>.Create(Utf8Text.Compare));
            return new(texts);
        }
        long[] integers = [.. counts.Distinct == 0 ? [] : counts.Integers];
        Array.Sort(integers, places);
        return new(integers);
    }
}
