using System.Collections.ObjectModel;

namespace Layers.Data;

/// <summary>How files of any format are read: <see cref="CsvOptions"/>, <see cref="ParquetOptions"/>,
/// <see cref="JsonLinesOptions"/>.</summary>
public abstract record DataFileOptions
{
    private protected DataFileOptions()
    {
    }

    /// <summary>Types of columns, by name; a column that is not there has the type that its files give it. A value that is not of the type
    /// is an error.</summary>
    public IReadOnlyDictionary<string, ColumnType> Types { get; init; } = ReadOnlyDictionary<string, ColumnType>.Empty;

    /// <summary>How dates are written in texts, as a format of .NET that is read in the invariant culture, such as <c>dd/MM/yyyy</c>;
    /// <see langword="null"/>, the default, for ISO 8601 (<c>2024-02-29</c>, with a time of day after <c>T</c> or a space, and with
    /// <c>Z</c> or an offset for an instant). Texts of another form are texts, unless <see cref="Types"/> says that they are
    /// dates.</summary>
    public string? DateFormat { get; init; }

    /// <summary>Whether files of different columns are read together: columns are matched by name, and one that a file lacks is missing in
    /// its rows. Default false: such a file is an error. Files whose columns have the same names may have them in any order either
    /// way.</summary>
    public bool UnifyByName { get; init; }

    /// <summary>Whether the folders of a path are columns: <c>year=2023</c> gives each row below it a column <c>year</c> of 2023, if the
    /// path of every file has such a folder. Default true, as in DuckDB and pandas. Where the files hold a column of that name too, the
    /// folder's value is read.</summary>
    public bool HivePartitioning { get; init; } = true;
}
