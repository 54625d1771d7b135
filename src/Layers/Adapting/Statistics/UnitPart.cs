namespace Layers;

/// <summary>What one unit of work saw.</summary>
internal sealed class UnitPart
{
    public UnitPart(int features, bool keepsQuantiles)
    {
        Moments = new Moments[features];
        Sketches = keepsQuantiles ? [.. Enumerable.Range(0, features).Select(_ => new QuantileSketch())] : [];
    }

    public Moments[] Moments { get; }

    public QuantileSketch[] Sketches { get; }

    /// <summary>Forgets what it saw.</summary>
    /// <param name="seed">Another for each unit, so that the tosses of their sketches differ.</param>
    public void Clear(long seed)
    {
        Array.Clear(Moments);
        foreach (var sketch in Sketches) sketch.Clear((ulong)seed << 20);
    }
}
