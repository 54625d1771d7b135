namespace Layers;

/// <summary>A record does not fit the model that it was given to. Nothing was predicted.</summary>
public sealed class RecordException : ArgumentException
{
    /// <summary>A record that does not fit.</summary>
    /// <param name="message">What is wrong, and what to do.</param>
    /// <param name="column">The column; <see langword="null"/> where the record as a whole is wrong.</param>
    /// <param name="innerException">What was wrong below; <see langword="null"/> for nothing.</param>
    public RecordException(string message, string? column = null, Exception? innerException = null)
        : base(message, innerException) => (Column, Detail) = (column, message);

    /// <summary>A record that does not fit a model.</summary>
    /// <param name="model">The model, as messages name it.</param>
    /// <param name="detail">What is wrong, and what whoever made the record can do: one or more sentences, the first without a
    /// capital.</param>
    /// <param name="column">The column; null where the record as a whole is wrong.</param>
    /// <param name="inCode">What a program of this library can do besides; null for nothing.</param>
    /// <param name="innerException">What was wrong below; null for nothing.</param>
    internal RecordException(string model, string detail, string? column, string? inCode, Exception? innerException = null)
        : base($"{model}: {detail}{(inCode is null ? "" : $" {inCode}")}", innerException) =>
        (Column, Detail) = (column, $"{char.ToUpperInvariant(detail[0])}{detail[1..]}");

    /// <summary>The column; <see langword="null"/> where the record as a whole is wrong, as JSON that is no object.</summary>
    public string? Column { get; }

    /// <summary>Which of the records, from 0, which is also that of a single one; <see langword="null"/> where no record in particular is
    /// wrong.</summary>
    public int? Row { get; init; }

    /// <summary>The message without what only programs of this library can use: the name of the model and options of predicting. It is for
    /// whoever sends records by another way, as over HTTP.</summary>
    internal string Detail { get; }
}
