namespace Layers.AspNetCore;

/// <summary>The body of a request cannot be read as what it should be.</summary>
/// <param name="status">The status of the answer.</param>
/// <param name="message">What is wrong, and what to do.</param>
internal sealed class BodyException(int status, string message) : Exception(message)
{
    public int Status => status;
}
