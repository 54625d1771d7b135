namespace Layers;

/// <summary>Rows could not be read from a file, a database or another source.</summary>
public sealed class RowSourceException : Exception
{
    /// <summary>Says what could not be read and why.</summary>
    /// <param name="message">Names the source, the column and the row, as far as they are known, and what to do.</param>
    /// <param name="innerException">What the source said; <see langword="null"/> where it said nothing.</param>
    public RowSourceException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
