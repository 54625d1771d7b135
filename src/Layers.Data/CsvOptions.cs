namespace Layers.Data;

/// <summary>How a CSV file is written; what is not said is found out from its first rows.</summary>
/// <remarks>Source: <see href="https://duckdb.org/docs/stable/data/csv/overview"/>.</remarks>
public sealed record CsvOptions : DataFileOptions
{
    /// <summary>Between two values; <see langword="null"/>, the default, to find it out.</summary>
    public char? Delimiter { get; init; }

    /// <summary>Around texts; <see langword="null"/>, the default, to find it out.</summary>
    public char? Quote { get; init; }

    /// <summary>Whether the first row names the columns; <see langword="null"/>, the default, to find it out.</summary>
    public bool? HasHeader { get; init; }

    /// <summary>Before the fraction of a number, '.' or ','; default '.'.</summary>
    public char DecimalSeparator { get; init; } = '.';

    /// <summary>Texts that stand for a missing value; default the empty one.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [""];

    /// <summary>From how many rows of each file it is found out how it is written and which columns are numbers, default 20,480;
    /// <see langword="null"/>: from all, which reads the file once more.</summary>
    /// <remarks>A column of whole numbers may go on with fractions. A column of numbers that goes on with text is an error;
    /// <see cref="DataFileOptions.Types"/> says what the first rows do not.</remarks>
    public int? SampleRows { get; init; } = 20_480;
}
