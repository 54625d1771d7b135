using System.Diagnostics;

namespace Layers;

/// <summary>A named column of a <see cref="Table"/>: values of one type, of which some may be missing.</summary>
/// <remarks>A missing number is NaN, any other missing value is null. Columns do not change; whoever keeps the array that one was made of
/// should not change it either.</remarks>
/// <example><code>
/// var table = Table.Of(
///     Column.Text("Island", "Dream", null, "Biscoe"),
///     Column.Number("Body Mass (g)", 3350, double.NaN, 4500),
///     Column.Integer("Year", 2007, 2008, 2009));
/// </code></example>
[DebuggerDisplay("{ToString(),nq}")]
public abstract class Column
{
    private int _missing = -1;

    private protected Column(string name, ColumnType type, int count)
    {
        ArgumentNullException.ThrowIfNull(name);
        (Name, Type, Count) = (name, type, count);
    }

    /// <summary>The name; columns of a table differ in theirs.</summary>
    public string Name { get; }

    /// <summary>What the values are.</summary>
    public ColumnType Type { get; }

    /// <summary>How many rows there are.</summary>
    public int Count { get; }

    /// <summary>How many values are missing.</summary>
    public int MissingCount => _missing >= 0 ? _missing : _missing = Enumerable.Range(0, Count).Count(IsMissing);

    /// <summary>Whether the value of a row is missing.</summary>
    /// <param name="row">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public abstract bool IsMissing(int row);

    /// <summary>Numbers.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">One value a row, not copied; NaN is missing.</param>
    public static Column<double> Number(string name, params double[] values) => new(name, ColumnType.Number, Given(values));

    /// <inheritdoc cref="Number(string, double[])"/>
    /// <param name="name">The column's name.</param>
    /// <param name="values">One value a row; null is missing.</param>
    public static Column<double> Number(string name, params double?[] values) => Number(name, Array.ConvertAll(Given(values), value => value ?? double.NaN));

    /// <summary>Whole numbers.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">One value a row; none is missing.</param>
    public static Column<long?> Integer(string name, params long[] values) => Integer(name, Array.ConvertAll(Given(values), value => (long?)value));

    /// <inheritdoc cref="Integer(string, long[])"/>
    public static Column<long?> Integer(string name, params int[] values) => Integer(name, Array.ConvertAll(Given(values), value => (long?)value));

    /// <inheritdoc cref="Integer(string, long[])"/>
    /// <param name="name">The column's name.</param>
    /// <param name="values">One value a row, not copied; null is missing.</param>
    public static Column<long?> Integer(string name, params long?[] values) => new(name, ColumnType.Integer, Given(values));

    /// <summary>True and false.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">One value a row; none is missing.</param>
    public static Column<bool?> Boolean(string name, params bool[] values) => Boolean(name, Array.ConvertAll(Given(values), value => (bool?)value));

    /// <inheritdoc cref="Boolean(string, bool[])"/>
    /// <param name="name">The column's name.</param>
    /// <param name="values">One value a row, not copied; null is missing.</param>
    public static Column<bool?> Boolean(string name, params bool?[] values) => new(name, ColumnType.Boolean, Given(values));

    /// <summary>Texts.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">One value a row, not copied; null is missing, and an empty text is not.</param>
    public static Column<string?> Text(string name, params string?[] values) => new(name, ColumnType.Text, Given(values));

    /// <summary>Dates with a time of day.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">One value a row; none is missing. All are of <see cref="DateTimeKind.Utc"/> (instants), or all of
    /// <see cref="DateTimeKind.Unspecified"/> (a calendar without a time zone).</param>
    /// <exception cref="ArgumentException">A date is of <see cref="DateTimeKind.Local"/>, which means another instant on another machine,
    /// or dates are of both other kinds; the message has the row.</exception>
    public static Column<DateTime?> Date(string name, params DateTime[] values) => Date(name, Array.ConvertAll(Given(values), value => (DateTime?)value));

    /// <inheritdoc cref="Date(string, DateTime[])"/>
    /// <param name="name">The column's name.</param>
    /// <param name="values">One value a row, not copied; null is missing. All are of <see cref="DateTimeKind.Utc"/> (instants), or all of
    /// <see cref="DateTimeKind.Unspecified"/> (a calendar without a time zone).</param>
    public static Column<DateTime?> Date(string name, params DateTime?[] values)
    {
        DateKinds.Check(name, Given(values));
        return new(name, ColumnType.Date, values);
    }

    /// <summary>Instants, kept in UTC: their offsets are not.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">One value a row; null is missing.</param>
    public static Column<DateTime?> Date(string name, params DateTimeOffset?[] values) => Date(name, Array.ConvertAll(Given(values), value => value?.UtcDateTime));

    /// <summary>The values as a tensor <c>(rows, 1)</c>.</summary>
    /// <param name="type">The type of the elements; <see langword="null"/>, the default: float64 for numbers, int64 for integers, bool for
    /// truth values, and string for texts and for dates in ISO 8601. Numbers, integers and truth values also go to float32 and float64
    /// (rounded to it; a missing one is NaN), truth values also to int64, dates also to int64 (.NET ticks: 100 nanoseconds since the year
    /// 1).</param>
    /// <param name="missing">The text for a missing text or date; <see langword="null"/>, the default: the empty text, unless the column
    /// has empty texts as well.</param>
    /// <exception cref="ArgumentException">The values are not of the type; one is missing and the type has nothing for that; or both empty
    /// and missing texts are there and <paramref name="missing"/> does not say how to tell them apart. The message has the column and the
    /// row.</exception>
    public TensorData ToTensor(DType? type = null, string? missing = null) => ColumnTensors.Of([this], Count, type, missing);

    /// <summary>The name, the type and the number of rows.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Name}: {Type}, {Count} rows, {MissingCount} missing");

    /// <summary>A value as it is printed; null where it is missing.</summary>
    internal abstract string? Written(int row);

    /// <summary>Some rows, copied, in an order of their own.</summary>
    internal abstract Column Take(ReadOnlySpan<int> rows);

    /// <summary>Rows one after the other, not copied.</summary>
    internal abstract Column Slice(int start, int count);

    /// <summary>The rows of columns of this name and type, one after the other.</summary>
    internal abstract Column Join(IReadOnlyList<Column> parts);

    /// <summary>For each row a number that rows of the same value share, counted from 0 in the order in which values first come; missing is
    /// a value too.</summary>
    internal abstract (int[] Groups, int Count) Groups();

    private static T[] Given<T>(T[] values) => values ?? throw new ArgumentNullException(nameof(values));
}
