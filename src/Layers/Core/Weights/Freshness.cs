namespace Layers;

/// <summary>Whether what was compiled from weights is still of their values: asked at each prediction, answered by one flag.</summary>
internal sealed class Freshness
{
    private volatile bool _isStale;

    public bool IsStale => _isStale;

    public void Expire() => _isStale = true;
}
