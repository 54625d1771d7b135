using System.Collections;
using System.Globalization;

namespace Layers;

/// <summary>A column with access to its values: <see langword="double"/> (NaN is missing), <c>long?</c>, <c>bool?</c>, <c>string?</c> or
/// <c>DateTime?</c>. <see cref="Column"/> creates these columns.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
public sealed class Column<T> : Column, IReadOnlyList<T>
{
    private readonly ReadOnlyMemory<T> _values;

    internal Column(string name, ColumnType type, ReadOnlyMemory<T> values)
        : base(name, type, values.Length)
    {
        _values = values;
    }

    /// <summary>The value of a row; NaN or null if it is missing.</summary>
    /// <param name="row">The index of the row, from 0.</param>
    public T this[int row] => _values.Span[row];

    /// <inheritdoc/>
    public override bool IsMissing(int row) => this[row] is null or double.NaN;

    /// <summary>Returns the values in order, without copying.</summary>
    public ReadOnlySpan<T> AsSpan() => _values.Span;

    /// <summary>Enumerates the values in order.</summary>
    public IEnumerator<T> GetEnumerator()
    {
        for (var row = 0; row < Count; row++) yield return this[row];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal override string? Written(int row) => this[row] switch
    {
        null or double.NaN => null,
        bool truth => truth ? "true" : "false",
        DateTime date => DateKinds.Written(date),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    internal override Column<T> Take(ReadOnlySpan<int> rows)
    {
        var from = _values.Span;
        var taken = new T[rows.Length];
        for (var i = 0; i < taken.Length; i++) taken[i] = from[rows[i]];
        return new Column<T>(Name, Type, taken);
    }

    internal override Column<T> Slice(int start, int count) => new(Name, Type, _values.Slice(start, count));

    internal override Column<T> Join(IReadOnlyList<Column> parts)
    {
        if (parts.Count == 1) return (Column<T>)parts[0];
        var joined = new T[parts.Sum(part => part.Count)];
        var at = 0;
        foreach (Column<T> part in parts)
        {
            part.AsSpan().CopyTo(joined.AsSpan(at));
            at += part.Count;
        }
        if (joined is DateTime?[] dates) DateKinds.Check(Name, dates);
        return new Column<T>(Name, Type, joined);
    }

    internal override (int[] Groups, int Count) Groups()
    {
        // A dictionary does not take a null key.
        var known = new Dictionary<ValueTuple<T>, int>();
        var groups = new int[Count];
        for (var row = 0; row < groups.Length; row++)
        {
            var value = ValueTuple.Create(this[row]);
            if (!known.TryGetValue(value, out var group)) known.Add(value, group = known.Count);
            groups[row] = group;
        }
        return (groups, known.Count);
    }
}
