namespace Layers;

/// <summary>An initializer that makes an identity matrix: 1 on the diagonal and 0 elsewhere. Use
/// <see cref="Initializer.Identity"/>.</summary>
public sealed record IdentityInitializer : Initializer
{
    internal IdentityInitializer()
    {
    }

    /// <summary>The factor of the matrix; default 1.</summary>
    public double Gain { get; init; } = 1;

    internal override string ClassName => "Identity";

    /// <inheritdoc/>
    protected override double[] Generate(Shape shape, long key)
    {
        if (shape.Rank != 2) throw Throw.NeedsAMatrix(ClassName, shape);
        var columns = shape[1].Size;
        return Drawn(shape, i => i / columns == i % columns ? Gain : 0);
    }

    internal override void WriteConfig(ConfigWriter config) => config.Set("gain", Gain);
}
