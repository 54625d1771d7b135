using DuckDB.NET.Data;

namespace Layers.Cli;

/// <summary>Writes answers as Parquet. Until the file is complete, its rows are in a database in the folder of temporary files, so memory
/// does not grow with the rows.</summary>
internal sealed class ParquetAnswers : IAnswerWriter
{
    private readonly string _path;
    private readonly string _folder;
    private readonly AnswerShape _shape;
    private readonly DuckDBConnection _connection;
    private readonly DuckDBAppender _appender;

    /// <param name="path">The file to write, which no other process reads yet.</param>
    /// <param name="kept">The columns of the data to keep.</param>
    /// <param name="shape">The columns of the answers.</param>
    public ParquetAnswers(string path, IReadOnlyList<AnswerColumn> kept, AnswerShape shape)
    {
        (_path, _shape) = (path, shape);
        _folder = Directory.CreateTempSubdirectory("layers-").FullName;
        _connection = new DuckDBConnection($"DataSource={Path.Combine(_folder, "answers.duckdb")}");
        _connection.Open();
        var columns = kept.Concat(shape.Columns)
            .Select((column, i) => $"\"{column.Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\" {TypeOf(column, i < kept.Count)}");
        Execute($"CREATE TABLE answers ({string.Join(", ", columns)})");
        _appender = _connection.CreateAppender("answers");
    }

    public void Write(IReadOnlyList<object?> kept, Prediction answer)
    {
        var row = _appender.CreateRow();
        foreach (var cell in kept.Concat(_shape.Cells(answer)))
            _ = cell switch
            {
                null => row.AppendNullValue(),
                string text => row.AppendValue(text),
                bool truth => row.AppendValue(truth),
                long whole => row.AppendValue(whole),
                float number => row.AppendValue(number),
                double number => row.AppendValue(number),
                _ => row.AppendValue((DateTime)cell),
            };
        row.EndRow();
    }

    public void Complete()
    {
        _appender.Close();
        Execute($"COPY answers TO '{_path.Replace("'", "''", StringComparison.Ordinal)}' (FORMAT parquet)");
    }

    public void Dispose()
    {
        _appender.Dispose();
        _connection.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string TypeOf(AnswerColumn column, bool isKept) => column.Type switch
    {
        ColumnType.Text => "VARCHAR",
        ColumnType.Integer => "BIGINT",
        ColumnType.Boolean => "BOOLEAN",
        ColumnType.Date => "TIMESTAMP",
        _ => isKept ? "DOUBLE" : "FLOAT",
    };

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
