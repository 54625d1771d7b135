namespace Layers.Data;

/// <summary>DuckDB's types of columns, by name.</summary>
internal static class DuckDbType
{
    public const string Text = "VARCHAR", Double = "DOUBLE", Long = "BIGINT", Boolean = "BOOLEAN";

    private static readonly HashSet<string> s_dates = ["DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS"];

    private static readonly HashSet<string> s_integers = [Boolean, "TINYINT", "SMALLINT", "INTEGER", Long, "UTINYINT", "USMALLINT", "UINTEGER"];

    /// <summary>The type of a column that has two in different files: one that takes the numbers of both without a loss, up to the digits
    /// of a double; text otherwise.</summary>
    public static string Widest(string a, string b) =>
        a == b ? a
        : s_integers.Contains(a) && s_integers.Contains(b) ? Long
        // Texts may be numbers all the same; a text that is none is an error that says where it is.
        : IsNumber(a) && (IsNumber(b) || b == Text) || a == Text && IsNumber(b) ? Double
        : s_dates.Contains(a) && s_dates.Contains(b) ? "TIMESTAMP"
        : Text;

    public static bool IsNumber(string type) =>
        s_integers.Contains(type) || IsFloating(type) || IsWideInteger(type) || type.StartsWith("DECIMAL", StringComparison.Ordinal);

    /// <summary>Whether it holds integers of more than 63 bits, as JSON's are for DuckDB when one is negative; a text that is more than an
    /// int64 is an error that says where it is.</summary>
    public static bool IsWideInteger(string type) => type is "UBIGINT" or "HUGEINT" or "UHUGEINT";

    /// <summary>Whether its values are dates: without a time zone, or instants.</summary>
    public static bool IsDate(string type) => s_dates.Contains(type) || type == "TIMESTAMP WITH TIME ZONE";

    /// <summary>What a table has of a column of a type; null for what no table holds: lists, structures, bytes.</summary>
    public static ColumnType? KindOf(string type) =>
        type == Boolean ? ColumnType.Boolean
        : s_integers.Contains(type) ? ColumnType.Integer
        : IsNumber(type) ? ColumnType.Number
        : IsDate(type) ? ColumnType.Date
        : type is Text or "UUID" or "TIME" or "TIME WITH TIME ZONE" or "INTERVAL" || type.StartsWith("ENUM", StringComparison.Ordinal) && !type.EndsWith(']') ? ColumnType.Text
        : null;

    /// <summary>What a column of a type the caller gave is read as; dates of a text are read as it.</summary>
    public static string Of(ColumnType type) => type switch
    {
        ColumnType.Integer => Long,
        ColumnType.Boolean => Boolean,
        ColumnType.Text or ColumnType.Date => Text,
        _ => Double,
    };

    /// <summary>A column's value in another type: the same value, or an error.</summary>
    public static string Cast(string column, string from, string to)
    {
        if (from == to) return column;
        return to switch
        {
            Long when IsFloating(from) => $"CASE WHEN {column} IS NULL OR isnan({column}) THEN NULL WHEN {column} = trunc({column}) THEN CAST({column} AS BIGINT) ELSE error('a fraction') END",
            Long when from.StartsWith("DECIMAL", StringComparison.Ordinal) => $"CASE WHEN {column} IS NULL THEN NULL WHEN {column} = trunc({column}) THEN CAST({column} AS BIGINT) ELSE error('a fraction') END",
            Long when !IsNumber(from) => Whole(column),
            // A number is true for DuckDB if it is not 0; of texts it knows 1 and 0 only.
            Boolean => $"CAST(CAST({column} AS VARCHAR) AS BOOLEAN)",
            _ => $"CAST({column} AS {to})",
        };
    }

    // DuckDB rounds the text of a fraction.
    private static string Whole(string column) =>
        $"CASE WHEN {column} IS NULL THEN NULL WHEN regexp_full_match({column}, '\\s*[-+]?[0-9]+(\\.0*)?\\s*') THEN CAST({column} AS BIGINT) WHEN lower({column}) = 'nan' THEN NULL ELSE error('a fraction') END";

    private static bool IsFloating(string type) => type is "FLOAT" or Double;
}
