namespace Layers.Data;

/// <summary>Options for reading a CSV file. Options that are not set are detected from the first rows of the file.</summary>
/// <remarks>Source: <see href="https://duckdb.org/docs/stable/data/csv/overview"/>.</remarks>
public sealed record CsvOptions : DataFileOptions
{
    /// <summary>The character between two values; <see langword="null"/>, the default, to detect it.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The character around quoted texts; <see langword="null"/>, the default, to detect it.</summary>
    public char? Quote { get; init; }

    /// <summary>Whether the first row has the names of the columns; <see langword="null"/>, the default, to detect it.</summary>
    public bool? HasHeader { get; init; }

    /// <summary>The decimal separator of numbers, '.' or ','; default '.'.</summary>
    public char DecimalSeparator { get; init; } = '.';

    /// <summary>The texts that mean a missing value; default the empty text.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [""];

    /// <summary>The number of rows of each file from which its format and its numeric columns are detected; default 20,480.
    /// <see langword="null"/> uses all rows, which reads the file once more.</summary>
    /// <remarks>Later rows of a column of integers may have fractions. Text in later rows of a numeric column is an error; set the type of
    /// such a column in <see cref="DataFileOptions.Types"/>.</remarks>
    public int? SampleRows { get; init; } = 20_480;
}
