namespace Layers.AspNetCore;

/// <summary>A model cannot answer now: its file was never loaded, more rows wait than may, or the server ends.</summary>
public sealed class ModelUnavailableException : Exception
{
    /// <summary>A model that cannot answer.</summary>
    /// <param name="model">The key of the model.</param>
    /// <param name="message">Why, and what to do.</param>
    /// <param name="innerException">What is wrong with the file; <see langword="null"/> for nothing.</param>
    public ModelUnavailableException(string model, string message, Exception? innerException = null)
        : base(message, innerException) => Model = model;

    /// <summary>The key of the model.</summary>
    public string Model { get; }
}
