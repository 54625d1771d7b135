using DuckDB.NET.Data;

namespace BigData;

/// <summary>Synthetic taxi trips in Parquet files, with thirteen numbers and the fare of each trip.</summary>
internal static class Trips
{
    public static readonly string[] Features =
    [
        "distance", "minutes", "speed", "hour", "weekday", "passengers", "wait", "tolls", "luggage", "temperature", "rain", "traffic", "night",
    ];

    // Exponential, normal, uniform and whole numbers, in units from fractions to hundreds; each row is computed from its row number alone.
    private const string Columns = """
        -3.1 * ln(1 - u1) AS distance, 4 + 11 * -ln(1 - u1) + 6 * u2 AS minutes, 60 * distance / minutes AS speed, floor(24 * u3) AS hour, floor(7 * u4) AS weekday,
        1 + floor(4 * u2 * u3) AS passengers, -90 * ln(1 - u3) AS wait, CASE WHEN u4 > 0.9 THEN 6.5 ELSE 0 END AS tolls, floor(3 * u4 * u1) AS luggage,
        12 + 9 * sqrt(-2 * ln(1 - u2)) * cos(2 * pi() * u3) AS temperature, greatest(0, 20 * u1 * u2 - 10) AS rain, 100 * u3 * u2 AS traffic,
        CASE WHEN hour < 6 THEN 1 ELSE 0 END AS night, 3 + 1.8 * distance + 0.35 * minutes + tolls + 2 * night + u4 AS fare
        """;

    /// <summary>Writes files of equal size.</summary>
    public static IEnumerable<string> Write(string folder, long rows, int files)
    {
        Directory.CreateDirectory(folder);
        foreach (var old in Directory.EnumerateFiles(folder, "*.parquet")) File.Delete(old);
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        for (var file = 0; file < files; file++)
        {
            var path = Path.Combine(folder, FormattableString.Invariant($"trips-{file}.parquet"));
            var (from, to) = (rows * file / files, rows * (file + 1) / files);
            using var command = connection.CreateCommand();
            command.CommandText = FormattableString.Invariant($"""
                COPY (SELECT columns(* EXCLUDE (u1, u2, u3, u4))::FLOAT FROM (SELECT *, {Columns} FROM (SELECT {Uniform(1)}, {Uniform(2)}, {Uniform(3)}, {Uniform(4)} FROM range({from}, {to}) numbers(i))))
                TO '{path.Replace("'", "''", StringComparison.Ordinal)}' (FORMAT parquet)
                """);
            command.ExecuteNonQuery();
            yield return path;
        }
    }

    private static string Uniform(int stream) => FormattableString.Invariant($"hash(i * 4 + {stream}) / 18446744073709551616.0 AS u{stream}");
}
