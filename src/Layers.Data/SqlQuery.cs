using System.Data.Common;

namespace Layers.Data;

/// <summary>The rows of a SQL query: of any database with an ADO.NET provider, or of files through DuckDB.</summary>
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

    /// <summary>A query that DuckDB answers in this process: files and their patterns stand in FROM, in single quotes.</summary>
    /// <param name="sql">A SELECT.</param>
    /// <remarks>The types of a file's columns are found out from all of its rows, and Parquet files with columns of different types or
    /// names are unified by name. That is so for <c>FROM 'a file'</c>; a call such as <c>read_csv('a file')</c> does what its own options
    /// say, and DuckDB rounds what comes after the rows that it looks at to the types it found.</remarks>
    /// <exception cref="ArgumentException">There is no text.</exception>
    public SqlQuery(string sql)
        : this(sql, SqlFiles.Connect, new DuckDbDialect())
    {
    }

    /// <summary>A query to a database.</summary>
    /// <param name="sql">A SELECT, which becomes a part of other queries: no statement behind it.</param>
    /// <param name="connect">Makes a connection, open or not, each time the query is asked; it is closed by the source.</param>
    /// <param name="dialect">How the database speaks; <see langword="null"/>, the default, for that of the connection's type: DuckDB,
    /// PostgreSQL (Npgsql), SQLite, and <see cref="AnsiDialect"/> for all others.</param>
    /// <param name="prepare">Called with each command before it runs, to add the query's parameters or a time limit; there is no limit by
    /// default.</param>
    /// <exception cref="ArgumentException">There is no text.</exception>
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

    /// <summary>The same rows with some columns only, in the order given. The query is asked for its columns at once.</summary>
    /// <param name="columns">Names of columns, as the query gives them, each once.</param>
    /// <returns>A new source; this one stays as it is.</returns>
    /// <exception cref="ArgumentException">There is no such column (the message lists those there are), its values are lists, structures or
    /// bytes, or it is named twice.</exception>
    /// <exception cref="RowSourceException">The query fails.</exception>
    public override SqlQuery Select(params IReadOnlyList<string> columns) => new(this, columns);

    private protected override Look Look(CancellationToken cancellation)
    {
        var look = Data.Look.At(Engine, Rowset.Of(Engine.Dialect, _sql), cancellation);
        Renaming.Check(Engine, _sql, look.Names, cancellation);
        return look;
    }

    private static string Name(string sql)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(sql);
        var line = string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return $"The query '{(line.Length <= LongestName ? line : $"{line.AsSpan(0, LongestName)}…")}'";
    }
}
