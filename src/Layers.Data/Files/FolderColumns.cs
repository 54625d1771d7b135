using System.Globalization;

namespace Layers.Data;

/// <summary>Derives columns from the folders of paths: <c>year=2023</c>.</summary>
internal static class FolderColumns
{
    private const string Missing = "__HIVE_DEFAULT_PARTITION__";

    /// <summary>Returns the name and type of each such folder that the path of every file has.</summary>
    public static List<(string Name, string Type)> Of(IReadOnlyList<string> files)
    {
        var folders = files.Select(Folders).ToList();
        return [.. folders[0].Keys.Where(name => folders.TrueForAll(all => all.ContainsKey(name)))
            .Select(name => (name, Type([.. folders.Select(all => all[name])])))];
    }

    private static string Type(string[] values) =>
        Array.TrueForAll(values, value => value == Missing
            || long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)) ? DuckDbType.Long
        : Array.TrueForAll(values,
            value => value == Missing || double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            ? DuckDbType.Double
        : Array.TrueForAll(values,
            value => value == Missing || DateText.TryParse(value, null, out var date) && date.Kind == DateTimeKind.Unspecified)
            ? "TIMESTAMP"
        : DuckDbType.Text;

    private static Dictionary<string, string> Folders(string path)
    {
        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var folder in path.Split('/', '\\')[..^1])
            if (folder.IndexOf('=', StringComparison.Ordinal) is > 0 and var at)
                columns[Uri.UnescapeDataString(folder[..at])] = Uri.UnescapeDataString(folder[(at + 1)..]);
        return columns;
    }
}
