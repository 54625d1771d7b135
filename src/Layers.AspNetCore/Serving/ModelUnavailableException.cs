namespace Layers.AspNetCore;

/// <summary>The exception for a model that cannot answer now: its file was never loaded, too many rows wait, or the server is shutting
/// down.</summary>
public sealed class ModelUnavailableException : Exception
{
    /// <summary>Makes an exception for a model that cannot answer.</summary>
    /// <param name="model">The key of the model.</param>
    /// <param name="message">The reason, and what to do.</param>
    /// <param name="innerException">The fault of the file; <see langword="null"/>, the default, for none.</param>
    public ModelUnavailableException(string model, string message, Exception? innerException = null)
        : base(message, innerException) => Model = model;

    /// <summary>The key of the model.</summary>
    public string Model { get; }
}
