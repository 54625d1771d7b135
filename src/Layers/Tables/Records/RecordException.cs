namespace Layers;

/// <summary>The exception for a record that does not fit the model. Nothing was predicted.</summary>
public sealed class RecordException : ArgumentException
{
    /// <summary>Creates an exception for a record.</summary>
    /// <param name="message">The message: the fault and the remedy.</param>
    /// <param name="column">The column; <see langword="null"/> if the whole record is wrong.</param>
    /// <param name="innerException">The cause; <see langword="null"/> for none.</param>
    public RecordException(string message, string? column = null, Exception? innerException = null)
        : base(message, innerException) => (Column, Detail) = (column, message);

    /// <summary>Creates an exception for a record that does not fit a model.</summary>
    /// <param name="model">The name of the model in messages.</param>
    /// <param name="detail">The fault, and the remedy for the author of the record: one or more sentences, the first in lower case.</param>
    /// <param name="column">The column; null if the whole record is wrong.</param>
    /// <param name="inCode">The additional remedy for a caller of this library; null for none.</param>
    /// <param name="innerException">The cause; null for none.</param>
    internal RecordException(string model, string detail, string? column, string? inCode, Exception? innerException = null)
        : base($"{model}: {detail}{(inCode is null ? "" : $" {inCode}")}", innerException) =>
        (Column, Detail) = (column, $"{char.ToUpperInvariant(detail[0])}{detail[1..]}");

    /// <summary>The column; <see langword="null"/> if the whole record is wrong, for example if it is JSON but not an object.</summary>
    public string? Column { get; }

    /// <summary>The index of the record, from 0; a single record has index 0. <see langword="null"/> if no particular record is
    /// wrong.</summary>
    public int? Row { get; init; }

    /// <summary>The message without the parts that are useful only to callers of this library: the name of the model, and options of
    /// predicting. It is for clients that send records in another way, such as over HTTP.</summary>
    internal string Detail { get; }
}
