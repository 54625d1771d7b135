namespace Layers;

/// <summary>The flag that is set when a compiled form no longer has the current values of the weights. Each prediction reads it.</summary>
internal sealed class Freshness
{
    private volatile bool _isStale;

    public bool IsStale => _isStale;

    public void Expire() => _isStale = true;
}
