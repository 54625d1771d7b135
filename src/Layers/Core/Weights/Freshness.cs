namespace Layers;

/// <summary>Whether the compiled form of a model still has the current values of the weights. Each prediction reads it, so it is one
/// flag.</summary>
internal sealed class Freshness
{
    private volatile bool _isStale;

    public bool IsStale => _isStale;

    public void Expire() => _isStale = true;
}
