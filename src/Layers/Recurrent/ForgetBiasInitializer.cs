namespace Layers;

/// <summary>The initializer of the bias of an <see cref="LSTMCell"/> that sets the part of the forget gate, the second of four, to 1. So an
/// untrained cell keeps its memory.</summary>
internal sealed record ForgetBiasInitializer(Initializer Others) : Initializer
{
    internal override string ClassName => throw Throw.Bug("the bias of an LSTM is saved as its initializer and a flag.");

    /// <inheritdoc/>
    protected override double[] Generate(Shape shape, long key)
    {
        var units = shape[0].Size / 4;
        var ones = new double[units];
        Array.Fill(ones, 1);
        return [.. Others.Create([units], DType.Float64, key).AsSpan<double>(), .. ones,
            .. Others.Create([2 * units], DType.Float64, RandomKey.Mix(key, 1)).AsSpan<double>()];
    }
}
