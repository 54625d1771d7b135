namespace Layers.AspNetCore;

/// <summary>The exception for a request with more rows than <see cref="ServedModelOptions.MaxRows"/>. Nothing was predicted.</summary>
public sealed class TooManyRowsException : ArgumentException
{
    /// <summary>Makes an exception for a request with too many rows.</summary>
    /// <param name="message">The number of rows of the request, and the maximum.</param>
    public TooManyRowsException(string message)
        : base(message)
    {
    }
}
