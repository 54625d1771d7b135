using System.Globalization;

namespace Layers.Data;

/// <summary>The JSON lines format. The keys of the first objects are the columns.</summary>
internal sealed class JsonLinesFormat(JsonLinesOptions options) : FileFormat("JSON lines", options)
{
    private const string Lines = "format = 'newline_delimited'";

    private readonly int _sampleRows = Check(options);

    public override bool IsText => true;

    public override string Advice =>
        $"Correct it, or set the column's type in {nameof(JsonLinesOptions)}.{nameof(DataFileOptions.Types)}; with larger " +
            $"{nameof(JsonLinesOptions.SampleRows)} it is detected from more rows.";

    // If a column is read as Booleans, DuckDB converts later numbers to true and false. So Booleans are read as numbers.
    public override bool IsWhole(string type) => type is DuckDbType.Long or DuckDbType.Boolean;

    public override FileFormat WithTypes(IReadOnlyDictionary<string, ColumnType> types) =>
        new JsonLinesFormat(options with { Types = types });

    public override List<FileGroup> Groups(Engine engine, IReadOnlyList<string> files, CancellationToken cancellation)
    {
        var columns = new List<(string, string)>();
        var sample = string.Create(CultureInfo.InvariantCulture, $"sample_size = {_sampleRows}, maximum_sample_files = {files.Count}");
        using var rows = new Rows(engine, $"DESCRIBE SELECT * FROM read_json({List(files)}, {Lines}, {sample}, union_by_name = true, " +
            "hive_partitioning = false)", cancellation);
        while (rows.Read()) columns.Add((rows.Current.GetString(0), rows.Current.GetString(1)));
        return [new FileGroup([.. files], [.. columns])];
    }

    public override string Call(FileGroup group, IReadOnlyList<(string Name, string Type)> types) =>
        $"read_json({List(group.Files)}, {Lines}, columns = {Struct(types)}";

    // A key that no object has is a name that DuckDB invented.
    public override void CheckNames(Engine engine, FileGroup group, CancellationToken cancellation)
    {
        foreach (var (renamed, name) in Renaming.Suspects(group.Columns.Select(column => column.Name)))
        {
            using var rows = new Rows(engine, $"SELECT 1 FROM {Call(group, [(renamed, "JSON")])}) WHERE {Sql.Quote(renamed)} IS NOT NULL " +
                "LIMIT 1", cancellation);
            if (!rows.Read()) throw Throw.ColumnTwice(engine.Description, name);
        }
    }

    private static int Check(JsonLinesOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.SampleRows ?? 1, nameof(options));
        return options.SampleRows ?? -1;
    }
}
