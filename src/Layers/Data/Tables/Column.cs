using System.Diagnostics;

namespace Layers;

/// <summary>A named column of a <see cref="Table"/>: values of one type, some of which may be missing.</summary>
/// <remarks>A missing number is NaN; any other missing value is null. Columns are immutable; do not change the array that a column was
/// created from.</remarks>
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

    /// <summary>The name, unique within a table.</summary>
    public string Name { get; }

    /// <summary>The type of the values.</summary>
    public ColumnType Type { get; }

    /// <summary>The number of rows.</summary>
    public int Count { get; }

    /// <summary>The number of missing values.</summary>
    public int MissingCount => _missing >= 0 ? _missing : _missing = Enumerable.Range(0, Count).Count(IsMissing);

    /// <summary>Returns whether the value of a row is missing.</summary>
    /// <param name="row">The index of the row, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public abstract bool IsMissing(int row);

    /// <summary>Creates a column of numbers.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">One value for each row, not copied; NaN is missing.</param>
    public static Column<double> Number(string name, params double[] values) => new(name, ColumnType.Number, Given(values));

    /// <inheritdoc cref="Number(string, double[])"/>
    /// <param name="name">The column's name.</param>
    /// <param name="values">One value for each row; null is missing.</param>
    public static Column<double> Number(string name, params double?[] values) =>
        Number(name, Array.ConvertAll(Given(values), value => value ?? double.NaN));

    /// <summary>Creates a column of whole numbers.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">One value for each row; none is missing.</param>
    public static Column<long?> Integer(string name, params long[] values) =>
        Integer(name, Array.ConvertAll(Given(values), value => (long?)value));

    /// <inheritdoc cref="Integer(string, long[])"/>
    public static Column<long?> Integer(string name, params int[] values) =>
        Integer(name, Array.ConvertAll(Given(values), value => (long?)value));

    /// <inheritdoc cref="Integer(string, long[])"/>
    /// <param name="name">The column's name.</param>
    /// <param name="values">One value for each row, not copied; null is missing.</param>
    public static Column<long?> Integer(string name, params long?[] values) => new(name, ColumnType.Integer, Given(values));

    /// <summary>Creates a column of true and false.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">One value for each row; none is missing.</param>
    public static Column<bool?> Boolean(string name, params bool[] values) =>
        Boolean(name, Array.ConvertAll(Given(values), value => (bool?)value));

    /// <inheritdoc cref="Boolean(string, bool[])"/>
    /// <param name="name">The column's name.</param>
    /// <param name="values">One value for each row, not copied; null is missing.</param>
    public static Column<bool?> Boolean(string name, params bool?[] values) => new(name, ColumnType.Boolean, Given(values));

    /// <summary>Creates a column of texts.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">One value for each row, not copied; null is missing, but an empty text is not.</param>
    public static Column<string?> Text(string name, params string?[] values) => new(name, ColumnType.Text, Given(values));

    /// <summary>Creates a column of dates with a time of day.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">One value for each row; none is missing. All have <see cref="DateTimeKind.Utc"/> (instants), or all have
    /// <see cref="DateTimeKind.Unspecified"/> (calendar dates without a time zone).</param>
    /// <exception cref="ArgumentException">A date has <see cref="DateTimeKind.Local"/>, which means another instant on another machine, or
    /// the dates have both other kinds; the message has the row.</exception>
    public static Column<DateTime?> Date(string name, params DateTime[] values) =>
        Date(name, Array.ConvertAll(Given(values), value => (DateTime?)value));

    /// <inheritdoc cref="Date(string, DateTime[])"/>
    /// <param name="name">The column's name.</param>
    /// <param name="values">One value for each row, not copied; null is missing. All have <see cref="DateTimeKind.Utc"/> (instants), or all
    /// have <see cref="DateTimeKind.Unspecified"/> (calendar dates without a time zone).</param>
    public static Column<DateTime?> Date(string name, params DateTime?[] values)
    {
        DateKinds.Check(name, Given(values));
        return new(name, ColumnType.Date, values);
    }

    /// <summary>Creates a column of instants, which are converted to UTC: their offsets are not kept.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">One value for each row; null is missing.</param>
    public static Column<DateTime?> Date(string name, params DateTimeOffset?[] values) =>
        Date(name, Array.ConvertAll(Given(values), value => value?.UtcDateTime));

    /// <summary>Returns the values as a tensor <c>(rows, 1)</c>.</summary>
    /// <param name="type">The type of the elements; <see langword="null"/>, the default: float64 for numbers, int64 for integers, bool for
    /// Booleans, and string for texts and for dates in ISO 8601. Numbers, integers and Booleans can also be float32 and float64
    /// (rounded; a missing value is NaN), Booleans also int64, dates also int64 (.NET ticks: 100 nanoseconds since the year 1).</param>
    /// <param name="missing">The text for a missing text or date; <see langword="null"/>, the default, for the empty text, if the column
    /// has no empty texts.</param>
    /// <exception cref="ArgumentException">The values cannot have the type; a value is missing and the type has no missing value; or there
    /// are both empty and missing texts and <paramref name="missing"/> is <see langword="null"/>. The message has the column and the
    /// row.</exception>
    public TensorData ToTensor(DType? type = null, string? missing = null) => ColumnTensors.Of([this], Count, type, missing);

    /// <summary>Returns the name, the type and the number of rows.</summary>
    public override string ToString() =>
        $"{Name}: {Type}, {Nouns.Of(Count, "row")}, {Nouns.Of(MissingCount)} missing";

    /// <summary>Returns a value as text; null if it is missing.</summary>
    internal abstract string? Written(int row);

    /// <summary>Returns a copy of some rows, in the given order.</summary>
    internal abstract Column Take(ReadOnlySpan<int> rows);

    /// <summary>Returns consecutive rows, without copying.</summary>
    internal abstract Column Slice(int start, int count);

    /// <summary>Returns the rows of columns of this name and type, one column after the other.</summary>
    internal abstract Column Join(IReadOnlyList<Column> parts);

    /// <summary>Returns a group number for each row. Rows with the same value have the same number, counted from 0 in the order of the
    /// first occurrence of values; missing values are one group.</summary>
    internal abstract (int[] Groups, int Count) Groups();

    private static T[] Given<T>(T[] values) => values ?? throw new ArgumentNullException(nameof(values));
}
