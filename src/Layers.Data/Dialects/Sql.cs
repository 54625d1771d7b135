using System.Globalization;

namespace Layers.Data;

/// <summary>SQL that the dialects share.</summary>
internal static class Sql
{
    private static readonly Dictionary<Type, SqlNumber> s_numbers = new()
    {
        [typeof(float)] = SqlNumber.Single,
        [typeof(double)] = SqlNumber.Double,
        [typeof(decimal)] = SqlNumber.Decimal,
        [typeof(System.Numerics.BigInteger)] = SqlNumber.Decimal,
        [typeof(byte)] = SqlNumber.Integer,
        [typeof(sbyte)] = SqlNumber.Integer,
        [typeof(short)] = SqlNumber.Integer,
        [typeof(ushort)] = SqlNumber.Integer,
        [typeof(int)] = SqlNumber.Integer,
        [typeof(uint)] = SqlNumber.Integer,
        [typeof(long)] = SqlNumber.WideInteger,
        [typeof(ulong)] = SqlNumber.UnsignedWideInteger,
        [typeof(bool)] = SqlNumber.Boolean,
    };

    public static SqlNumber? NumberOf(Type type) => s_numbers.TryGetValue(type, out var number) ? number : null;

    /// <summary>Whether the integers need more digits than a double has.</summary>
    public static bool IsWide(this SqlNumber number) => number is SqlNumber.WideInteger or SqlNumber.UnsignedWideInteger;

    /// <summary>Returns a name in standard quotes. A quote within the name is doubled, so that it does not end the name.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Returns a standard text literal, for engines in which a backslash is an ordinary character.</summary>
    public static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>Returns a literal of a double's exact value. A negative number is in parentheses, because a minus before it would start a
    /// comment.</summary>
    public static string Number(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        if (!text.Contains('E', StringComparison.Ordinal)) text += "E0";
        return double.IsNegative(value) ? $"({text})" : text;
    }

    public static string Number(Int128 value) =>
        Int128.IsNegative(value) ? $"({value.ToString(CultureInfo.InvariantCulture)})" : value.ToString(CultureInfo.InvariantCulture);

    public static string Limit(string query, int rows) =>
        $"SELECT * FROM ({query}\n) AS source LIMIT {rows.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Returns the fractions at which the quantiles are, the first 0 and the last 1.</summary>
    public static IEnumerable<string> Shares(int parts) =>
        Enumerable.Range(0, parts + 1).Select(i => ((double)i / parts).ToString("R", CultureInfo.InvariantCulture));
}
