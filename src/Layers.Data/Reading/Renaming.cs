using System.Data.Common;

namespace Layers.Data;

/// <summary>Detects columns that an engine renamed because two had the same name: <c>a_1</c> in DuckDB, <c>a:1</c> in SQLite.</summary>
internal static class Renaming
{
    /// <summary>Returns the names that may be renamed ones, each with its possible original name.</summary>
    public static IEnumerable<(string Renamed, string Name)> Suspects(IEnumerable<string> names)
    {
        var all = names.ToList();
        var known = all.ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var name in all)
        {
            var stem = name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
            if (stem.Length < name.Length && stem is [.., '_' or ':'] && known.TryGetValue(stem[..^1], out var first))
                yield return (name, first);
        }
    }

    /// <summary>Returns a name that occurs twice, ignoring case, because DuckDB ignores case; null if there is none.</summary>
    public static string? Twice(IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1)?.Last();

    /// <summary>Throws if a query returns two columns with the same name.</summary>
    public static void Check(Engine engine, string query, IEnumerable<string> names, CancellationToken cancellation)
    {
        if (!Suspects(names).Any()) return;
        using var rows = new Rows(engine, query, cancellation);
        DbDataReader reader = rows.Current;
        var own = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName);
        if (Twice(own) is { } twice) throw Throw.ColumnTwice(engine.Description, twice);
    }
}
