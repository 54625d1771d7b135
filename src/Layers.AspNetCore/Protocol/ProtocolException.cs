namespace Layers.AspNetCore;

/// <summary>The exception for a request that does not follow the inference protocol.</summary>
/// <param name="status">The HTTP status of the answer.</param>
/// <param name="message">What is wrong, where, and what to do.</param>
internal sealed class ProtocolException(int status, string message) : Exception(message)
{
    public int Status => status;
}
