namespace Layers;

/// <summary>The exception that is thrown if rows cannot be read from a file, a database or another source.</summary>
public sealed class RowSourceException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">A message that names the source, the column and the row, as far as they are known, and the remedy.</param>
    /// <param name="innerException">The exception of the source; <see langword="null"/> for none.</param>
    public RowSourceException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
