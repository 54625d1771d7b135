namespace Layers.Data;

/// <summary>DuckDB's column types, by name.</summary>
internal static class DuckDbType
{
    public const string Text = "VARCHAR", Double = "DOUBLE", Long = "BIGINT", Boolean = "BOOLEAN";

    private static readonly HashSet<string> s_dates = ["DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS"];

    private static readonly HashSet<string> s_integers = [Boolean, "TINYINT", "SMALLINT", "INTEGER", Long, "UTINYINT", "USMALLINT",
        "UINTEGER"];

    /// <summary>Returns the type of a column that has two types in different files: a type that represents the numbers of both without
    /// loss, up to the digits of a double; text otherwise.</summary>
    public static string Widest(string a, string b) =>
        a == b ? a
        : s_integers.Contains(a) && s_integers.Contains(b) ? Long
        // Texts may still be numbers; a text that is not a number is an error that names its place.
        : IsNumber(a) && (IsNumber(b) || b == Text) || a == Text && IsNumber(b) ? Double
        : s_dates.Contains(a) && s_dates.Contains(b) ? "TIMESTAMP"
        : Text;

    public static bool IsNumber(string type) =>
        s_integers.Contains(type) || IsFloating(type) || IsWideInteger(type) || type.StartsWith("DECIMAL", StringComparison.Ordinal);

    /// <summary>Whether a type has integers with more than 63 bits. DuckDB infers such a type for JSON integers if one is negative; a text
    /// that exceeds int64 is an error that names its place.</summary>
    public static bool IsWideInteger(string type) => type is "UBIGINT" or "HUGEINT" or "UHUGEINT";

    /// <summary>Whether the values of a type are dates, without a time zone or as instants.</summary>
    public static bool IsDate(string type) => s_dates.Contains(type) || type == "TIMESTAMP WITH TIME ZONE";

    /// <summary>Returns the column type of a table for a type; null for lists, structures and bytes, which a table cannot hold.</summary>
    public static ColumnType? KindOf(string type) =>
        type == Boolean ? ColumnType.Boolean
        : s_integers.Contains(type) ? ColumnType.Integer
        : IsNumber(type) ? ColumnType.Number
        : IsDate(type) ? ColumnType.Date
        : type is Text or "UUID" or "TIME" or "TIME WITH TIME ZONE" or "INTERVAL" || type.StartsWith("ENUM", StringComparison.Ordinal)
            && !type.EndsWith(']') ? ColumnType.Text
        : null;

    /// <summary>Returns the DuckDB type for a column type that the caller gave. Dates in texts are read as texts.</summary>
    public static string Of(ColumnType type) => type switch
    {
        ColumnType.Integer => Long,
        ColumnType.Boolean => Boolean,
        ColumnType.Text or ColumnType.Date => Text,
        _ => Double,
    };

    /// <summary>Returns an expression that converts a column's value to another type, or fails if the value would change.</summary>
    public static string Cast(string column, string from, string to)
    {
        if (from == to) return column;
        return to switch
        {
            Long when IsFloating(from) =>
                $"CASE WHEN {column} IS NULL OR isnan({column}) THEN NULL WHEN {column} = trunc({column}) THEN CAST({column} AS BIGINT) " +
                "ELSE error('a fraction') END",
            Long when from.StartsWith("DECIMAL", StringComparison.Ordinal) =>
                $"CASE WHEN {column} IS NULL THEN NULL WHEN {column} = trunc({column}) THEN CAST({column} AS BIGINT) ELSE error('a " +
                "fraction') END",
            Long when !IsNumber(from) => Whole(column),
            // In DuckDB any number except 0 converts to true, while texts convert only if they are 1 or 0.
            Boolean => $"CAST(CAST({column} AS VARCHAR) AS BOOLEAN)",
            _ => $"CAST({column} AS {to})",
        };
    }

    // DuckDB would round the text of a fraction.
    private static string Whole(string column) =>
        $"CASE WHEN {column} IS NULL THEN NULL WHEN regexp_full_match({column}, '\\s*[-+]?[0-9]+(\\.0*)?\\s*') THEN CAST({column} AS " +
        $"BIGINT) WHEN lower({column}) = 'nan' THEN NULL ELSE error('a fraction') END";

    private static bool IsFloating(string type) => type is "FLOAT" or Double;
}
