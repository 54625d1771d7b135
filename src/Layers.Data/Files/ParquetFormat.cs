using System.Globalization;

namespace Layers.Data;

/// <summary>The Parquet format. The footer of a file lists its columns.</summary>
internal sealed class ParquetFormat(ParquetOptions options) : FileFormat("Parquet", options)
{
    public override bool IsText => false;

    public override string Advice => "Correct it, or leave the column out with Select.";

    public override FileFormat WithTypes(IReadOnlyDictionary<string, ColumnType> types) =>
        new ParquetFormat(options with { Types = types });

    public override List<FileGroup> Groups(Engine engine, IReadOnlyList<string> files, CancellationToken cancellation)
    {
        var groups = new List<FileGroup>();
        var columns = new List<(string, string)>();
        // The number of remaining child nodes of the root and of each open nested column.
        var open = new Stack<long>();
        using var rows = new Rows(engine, $"SELECT file_name, name, duckdb_type, num_children FROM parquet_schema({List(files)})",
            cancellation);
        while (rows.Read())
        {
            var children = rows.Current.IsDBNull(3) ? 0 : Convert.ToInt64(rows.Current.GetValue(3), CultureInfo.InvariantCulture);
            if (open.Count == 1) columns.Add((rows.Current.GetString(1), rows.Current.IsDBNull(2) ? "STRUCT" : rows.Current.GetString(2)));
            if (open.Count > 0) open.Push(open.Pop() - 1);
            if (children > 0) open.Push(children);
            while (open.Count > 0 && open.Peek() == 0) open.Pop();
            if (open.Count > 0) continue;
            groups.Add(new FileGroup([rows.Current.GetString(0)], [.. columns]));
            columns.Clear();
        }
        return FileGroup.Join(groups);
    }

    public override string Call(FileGroup group, IReadOnlyList<(string Name, string Type)> types) => $"read_parquet({List(group.Files)}";
}
