using System.Collections.ObjectModel;

namespace Layers.Data;

/// <summary>Options for files of any format: <see cref="CsvOptions"/>, <see cref="ParquetOptions"/>,
/// <see cref="JsonLinesOptions"/>.</summary>
public abstract record DataFileOptions
{
    private protected DataFileOptions()
    {
    }

    /// <summary>The types of columns, by name. The type of a column that is not listed comes from its files. A value of another type is an
    /// error.</summary>
    public IReadOnlyDictionary<string, ColumnType> Types { get; init; } = ReadOnlyDictionary<string, ColumnType>.Empty;

    /// <summary>The format of dates in texts, as a .NET format for the invariant culture, such as <c>dd/MM/yyyy</c>;
    /// <see langword="null"/>, the default, for ISO 8601 (<c>2024-02-29</c>, with a time of day after <c>T</c> or a space, and with
    /// <c>Z</c> or an offset for an instant). Texts in another format are texts, unless <see cref="Types"/> declares that they are
    /// dates.</summary>
    public string? DateFormat { get; init; }

    /// <summary>Whether files with different columns are combined: columns are matched by name, and a column that a file lacks is missing
    /// in its rows. Default false: a file with other columns is an error. In both cases, the order of the columns may differ between
    /// files.</summary>
    public bool UnifyByName { get; init; }

    /// <summary>Whether the folders of a path are columns: <c>year=2023</c> adds a column <c>year</c> with the value 2023 to each row below
    /// it, if the path of every file has such a folder. Default true, as in DuckDB and pandas. If the files have a column of that name as
    /// well, the value of the folder is read.</summary>
    public bool HivePartitioning { get; init; } = true;
}
