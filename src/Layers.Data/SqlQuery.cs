using System.Data.Common;

namespace Layers.Data;

/// <summary>A source of the rows of a SQL query: to any database with an ADO.NET provider, or to files through DuckDB.</summary>
/// <example><code>
/// var fares = new SqlQuery("SELECT distance, fare FROM trips", () => new NpgsqlConnection(connectionString));
/// normalization.Adapt(fares);                  // one aggregate query; PostgreSQL does the work
///
/// var weekdays = new SqlQuery("SELECT distance FROM 'trips/*.parquet' WHERE dayofweek(day) BETWEEN 1 AND 5");
/// </code></example>
public sealed class SqlQuery : SqlRowSource
{
    private const int LongestName = 60;

    private readonly string _sql;

    /// <summary>Creates a source for a query that DuckDB runs in this process. Files and patterns are in the FROM clause, in single
    /// quotes.</summary>
    /// <param name="sql">A SELECT statement.</param>
    /// <remarks>The types of a file's columns are inferred from all of its rows, and Parquet files with columns of different types or names
    /// are unified by name. This applies to <c>FROM 'a file'</c>. A call such as <c>read_csv('a file')</c> keeps its own options, and
    /// DuckDB rounds the values after its sample to the types it inferred.</remarks>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public SqlQuery(string sql)
        : this(sql, SqlFiles.Connect, new DuckDbDialect())
    {
    }

    /// <summary>Creates a source for a query to a database.</summary>
    /// <param name="sql">A SELECT statement. It becomes part of other queries, so no other statement may follow it.</param>
    /// <param name="connect">Makes a connection, open or closed, each time the query is run; the source closes it.</param>
    /// <param name="dialect">The dialect of the database; <see langword="null"/>, the default, selects it by the connection's type: DuckDB,
    /// PostgreSQL (Npgsql), SQLite, and <see cref="AnsiDialect"/> for all others.</param>
    /// <param name="prepare">Called with each command before it runs, to add the query's parameters or a time limit; by default there is no
    /// limit.</param>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public SqlQuery(string sql, Func<DbConnection> connect, ISqlDialect? dialect = null, Action<DbCommand>? prepare = null)
        : base(new Engine(Name(sql), connect ?? throw new ArgumentNullException(nameof(connect)), prepare, dialect))
    {
        _sql = sql.TrimEnd(' ', '\t', '\r', '\n', ';');
    }

    private SqlQuery(SqlQuery all, IReadOnlyList<string> columns)
        : base(all, columns)
    {
        _sql = all._sql;
    }

    /// <summary>Returns a source of the same rows with only some columns, in the given order. The query's columns are read
    /// immediately.</summary>
    /// <param name="columns">Names of columns of the query, each once.</param>
    /// <returns>A new source; this source is unchanged.</returns>
    /// <exception cref="ArgumentException">There is no such column (the message lists the existing columns), its values are lists,
    /// structures or bytes, or it is selected twice.</exception>
    /// <exception cref="RowSourceException">The query fails.</exception>
    public override SqlQuery Select(params IReadOnlyList<string> columns) => new(this, columns);

    private protected override Preview ReadPreview(CancellationToken cancellation)
    {
        var preview = Preview.At(Engine, Rowset.Of(Engine.Dialect, _sql), cancellation);
        Renaming.Check(Engine, _sql, preview.Names, cancellation);
        return preview;
    }

    private static string Name(string sql)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(sql);
        var line = string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return $"The query '{(line.Length <= LongestName ? line : $"{line.AsSpan(0, LongestName)}…")}'";
    }
}
