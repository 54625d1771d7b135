namespace Layers.Cli;

/// <summary>Writes what was predicted, row after row.</summary>
internal interface IAnswerWriter : IDisposable
{
    /// <summary>Writes a row.</summary>
    /// <param name="kept">The cells of the columns that are kept of the data; null is missing.</param>
    /// <param name="answer">What was predicted.</param>
    void Write(IReadOnlyList<object?> kept, Prediction answer);

    /// <summary>Ends the file.</summary>
    void Complete();
}
