namespace Layers;

/// <summary>An initializer that sets all elements to the same number. Use <see cref="Initializer.Constant"/> <c>with { Value = 0.1
/// }</c>.</summary>
public sealed record ConstantInitializer : Initializer
{
    internal ConstantInitializer()
    {
    }

    /// <summary>The number; default 0.</summary>
    public double Value { get; init; }

    internal override string ClassName => "Constant";

    /// <inheritdoc/>
    protected override double[] Generate(Shape shape, long key) => Filled(shape, Value);

    internal override void WriteConfig(ConfigWriter config) => config.Set("value", Value);
}
