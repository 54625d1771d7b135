namespace Layers.AspNetCore;

/// <summary>The exception for a request body that cannot be read.</summary>
/// <param name="status">The HTTP status of the answer.</param>
/// <param name="message">What is wrong, and what to do.</param>
internal sealed class BodyException(int status, string message) : Exception(message)
{
    public int Status => status;
}
