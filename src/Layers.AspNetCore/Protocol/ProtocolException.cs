namespace Layers.AspNetCore;

/// <summary>A request is not what the inference protocol asks for.</summary>
/// <param name="status">The status of the answer.</param>
/// <param name="message">What is wrong, where, and what to do.</param>
internal sealed class ProtocolException(int status, string message) : Exception(message)
{
    public int Status => status;
}
