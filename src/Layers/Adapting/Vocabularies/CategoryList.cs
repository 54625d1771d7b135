using System.Globalization;

namespace Layers;

/// <summary>The categories of one column, in the order of their indices; all are texts or all are integers.</summary>
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

    /// <summary>Creates a list of categories that are texts.</summary>
    /// <param name="texts">The texts, in the order of their indices.</param>
    /// <exception cref="ArgumentNullException">A text is null.</exception>
    public static CategoryList Of(params IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return new(texts.Select(text => Utf8Text.WellFormed(text ?? throw new ArgumentNullException(nameof(texts)))).ToArray());
    }

    /// <summary>Creates a list of categories that are integers.</summary>
    /// <param name="integers">The integers, in the order of their indices.</param>
    public static CategoryList Of(params IEnumerable<long> integers)
    {
        ArgumentNullException.ThrowIfNull(integers);
        return new(integers.ToArray());
    }

    /// <summary>The number of categories.</summary>
    public int Count => _values.Length;

    /// <summary>Whether the categories are texts; otherwise they are integers.</summary>
    public bool AreTexts => _texts is not null;

    // An empty list is of both kinds, because a column without values has not shown its kind.
    /// <summary>The categories as texts.</summary>
    /// <exception cref="InvalidOperationException">The categories are integers.</exception>
    public IReadOnlyList<string> Texts => _texts ?? (Count == 0 ? [] : throw Throw.ValuesAreIntegers());

    /// <summary>The categories as integers.</summary>
    /// <exception cref="InvalidOperationException">The categories are texts.</exception>
    public IReadOnlyList<long> Integers => _integers ?? (Count == 0 ? [] : throw Throw.ValuesAreTexts());

    /// <summary>Returns a category for people: a text unchanged, an integer in decimal.</summary>
    /// <param name="index">The index of the category, from 0.</param>
    public string TextOf(int index) => _texts?[index] ?? _integers![index].ToString(CultureInfo.InvariantCulture);

    /// <summary>Returns the categories in brackets.</summary>
    public override string ToString() => $"[{string.Join(", ", Names)}]";

    /// <summary>The categories for people, in order.</summary>
    internal IEnumerable<string> Names => Enumerable.Range(0, Count).Select(TextOf);

    internal DType Type => AreTexts ? DType.String : DType.Int64;

    /// <summary>The categories as the keys of a lookup table.</summary>
    internal TensorData Keys => _values is string[] texts ? TensorData.Of(texts) : TensorData.Of((long[])_values);

    /// <summary>Returns the values; an empty list is of either kind.</summary>
    internal T[] Of<T>() => Count == 0 ? [] : (T[])_values;

    /// <summary>Returns the same values, sorted: texts by their UTF-8 bytes, which is the order of code points, and integers
    /// ascending.</summary>
    /// <param name="places">Receives the index in this list of each sorted value.</param>
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
