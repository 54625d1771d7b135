namespace Layers.Cli;

/// <summary>A writer of answers, row after row.</summary>
internal interface IAnswerWriter : IDisposable
{
    /// <summary>Writes a row.</summary>
    /// <param name="kept">The cells of the columns of the data; null is missing.</param>
    /// <param name="answer">The prediction.</param>
    void Write(IReadOnlyList<object?> kept, Prediction answer);

    /// <summary>Ends the file.</summary>
    void Complete();
}
