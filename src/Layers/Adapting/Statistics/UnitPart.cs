namespace Layers;

/// <summary>The moments and the sketches of one unit of work.</summary>
internal sealed class UnitPart
{
    public UnitPart(int features, bool keepsQuantiles)
    {
        Moments = new Moments[features];
        Sketches = keepsQuantiles ? [.. Enumerable.Range(0, features).Select(_ => new QuantileSketch())] : [];
    }

    public Moments[] Moments { get; }

    public QuantileSketch[] Sketches { get; }

    /// <summary>Clears the part for another unit.</summary>
    /// <param name="seed">A different seed for each unit, so that the sketches draw different random numbers.</param>
    public void Clear(long seed)
    {
        Array.Clear(Moments);
        foreach (var sketch in Sketches) sketch.Clear((ulong)seed << 20);
    }
}
