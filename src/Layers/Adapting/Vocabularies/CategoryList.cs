using System.Globalization;

namespace Layers;

/// <summary>The categories of one column, in the order of their indices; all texts or all integers.</summary>
public sealed class CategoryList
{
    private readonly Array _values;
    private readonly IReadOnlyList<string>? _texts;
    private readonly IReadOnlyList<long>? _integers;

    internal CategoryList(Array values)
    {
        _values = values;
        if (values is string[] texts) _texts = Array.AsReadOnly(texts);
        else _integers = Array.AsReadOnly((long[])values);
    }

    /// <summary>Categories that are texts.</summary>
    /// <param name="texts">In the order of their indices.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    public static CategoryList Of(params IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return new(texts.Select(text => Utf8Text.WellFormed(text ?? throw new ArgumentNullException(nameof(texts)))).ToArray());
    }

    /// <summary>Categories that are integers.</summary>
    /// <param name="integers">In the order of their indices.</param>
    public static CategoryList Of(params IEnumerable<long> integers)
    {
        ArgumentNullException.ThrowIfNull(integers);
        return new(integers.ToArray());
    }

    /// <summary>How many there are.</summary>
    public int Count => _values.Length;

    /// <summary>Whether they are texts; otherwise they are integers.</summary>
    public bool AreTexts => _texts is not null;

    // Where there are none, they are of both kinds: a column of texts without a value has not shown what it is.

    /// <summary>The texts.</summary>
    /// <exception cref="InvalidOperationException">They are integers.</exception>
    public IReadOnlyList<string> Texts => _texts ?? (Count == 0 ? [] : throw Throw.ValuesAreIntegers());

    /// <summary>The integers.</summary>
    /// <exception cref="InvalidOperationException">They are texts.</exception>
    public IReadOnlyList<long> Integers => _integers ?? (Count == 0 ? [] : throw Throw.ValuesAreTexts());

    /// <summary>A category as people read it: a text as it is, an integer in decimal.</summary>
    /// <param name="index">From 0.</param>
    public string TextOf(int index) => _texts?[index] ?? _integers![index].ToString(CultureInfo.InvariantCulture);

    /// <summary>The categories between brackets.</summary>
    public override string ToString() => $"[{string.Join(", ", Names)}]";

    /// <summary>All of them as people read them, in order.</summary>
    internal IEnumerable<string> Names => Enumerable.Range(0, Count).Select(TextOf);

    internal DType Type => AreTexts ? DType.String : DType.Int64;

    /// <summary>The categories as a table has its keys.</summary>
    internal TensorData Keys => _values is string[] texts ? TensorData.Of(texts) : TensorData.Of((long[])_values);

    /// <summary>The values; where there are none, of either kind.</summary>
    internal T[] Of<T>() => Count == 0 ? [] : (T[])_values;

    /// <summary>The same values, sorted: texts by their UTF-8 bytes, which is the order of code points, and integers from the
    /// smallest.</summary>
    /// <param name="places">Where each of them is in this list.</param>
    internal CategoryList Sorted(out int[] places)
    {
        places = [.. Enumerable.Range(0, Count)];
        if (_values is string[] unsorted)
        {
            string[] texts = [.. unsorted];
            Array.Sort(texts, places, Comparer<string>.Create(Utf8Text.Compare));
            return new(texts);
        }
        long[] integers = [.. (long[])_values];
        Array.Sort(integers, places);
        return new(integers);
    }
}
