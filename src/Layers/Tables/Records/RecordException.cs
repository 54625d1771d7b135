namespace Layers;

/// <summary>A record does not fit the model that it was given to. Nothing was predicted.</summary>
public sealed class RecordException : ArgumentException
{
    /// <summary>A record that does not fit.</summary>
    /// <param name="message">What is wrong, and what to do.</param>
    /// <param name="column">The column; <see langword="null"/> where the record as a whole is wrong.</param>
    /// <param name="innerException">What was wrong below; <see langword="null"/> for nothing.</param>
    public RecordException(string message, string? column = null, Exception? innerException = null)
        : base(message, innerException) => Column = column;

    /// <summary>The column; <see langword="null"/> where the record as a whole is wrong, as JSON that is no object.</summary>
    public string? Column { get; }

    /// <summary>Which of the records, from 0, which is also that of a single one; <see langword="null"/> where no record in particular is wrong.</summary>
    public int? Row { get; init; }
}
