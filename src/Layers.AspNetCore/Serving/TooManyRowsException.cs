namespace Layers.AspNetCore;

/// <summary>A request has more rows than the model takes at once, see <see cref="ServedModelOptions.MaxRows"/>. Nothing was
/// predicted.</summary>
public sealed class TooManyRowsException : ArgumentException
{
    /// <summary>A request of too many rows.</summary>
    /// <param name="message">How many came and how many may come.</param>
    public TooManyRowsException(string message)
        : base(message)
    {
    }
}
