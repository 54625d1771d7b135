using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that returns the index of the largest number of each row, such as the class that a network finds most likely.</summary>
/// <remarks>The input is <c>(batch, …, columns)</c> of two or more axes; the output is <c>(batch, …, 1)</c> in the type of the policy: the
/// index on the last axis, counted from 0. The first of several equal largest numbers counts. The layer refuses more columns than the type
/// counts exactly: float16 counts to 2048, bfloat16 to 256. A row with a missing value (NaN) has no largest number, and its output is
/// undefined. The gradient is zero, because the index is a step function.
/// Source: <see href="https://numpy.org/doc/stable/reference/generated/numpy.argmax.html"/>.
/// <para>Keras does not have this layer. Files store it as a nested model of Keras's operations, which every Keras release since 3.3 opens;
/// this library restores its own class.</para></remarks>
/// <example><code>
/// var number = new LargestColumn().Apply(probabilities);
/// var word = new StringLookup(numOovIndices: 0, vocabulary: ["Adelie", "Gentoo"], invert: true).Apply(number);
/// </code></example>
public sealed class LargestColumn : Layer, IWrittenAsStock, ISavable<LargestColumn>
{
    /// <summary>Creates the layer.</summary>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>largest_column</c>, numbered by the model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public LargestColumn(string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
    }

    // Wide inputs are compared before they are cast.
    internal override bool CastsInput => false;

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        LastAxis.Require(this, inputShape);
        if (inputShape[^1].Size - 1 > LargestCount(Policy.ComputeType))
            throw Throw.PlacesBeyondType(this, inputShape[^1].Size, Policy.ComputeType, LargestCount(Policy.ComputeType));
    }

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Type == DType.String) throw Throw.NeedsNumbers(this, x);
        return WideInput.Narrowed(((IWrittenAsStock)this).Formula(WideInput.Of(x, Policy)), Policy);
    }

    // Not every Keras release has an argmax operation in files, so the first half of the columns is compared with the second half,
    // repeatedly.
    Value IWrittenAsStock.Formula(Value x)
    {
        // The indices, in the shape of the rows and in a type that follows from the input's: Keras would treat plain numbers as float64.
        var place = Where(IsNaN(x), Scalar(0, x.Type), Scalar(0, x.Type)) + Places(x.Shape[^1].Size, x.Type);
        while (x.Shape[^1].Size > 1)
        {
            var (a, b) = LastAxis.Halves(x);
            var (placeA, placeB) = LastAxis.Halves(place);
            place = Where(Greater(b, a), placeB, Where(Equal(a, b), Min(placeA, placeB), placeA));
            x = Max(a, b);
        }
        return place;
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
    }

    /// <inheritdoc/>
    public static LargestColumn FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Name, config.Policy);
    }

    // Returns the number up to which a type holds every integer.
    private static long LargestCount(DType type) => type switch
    {
        DType.BFloat16 => 1 << 8,
        DType.Float16 => 1 << 11,
        DType.Float32 => 1 << 24,
        DType.Int8 => sbyte.MaxValue,
        DType.UInt8 => byte.MaxValue,
        DType.Int16 => short.MaxValue,
        DType.UInt16 => ushort.MaxValue,
        _ => int.MaxValue,
    };

    private static Value Places(long count, DType type) =>
        Constant(Casting.Of([.. Enumerable.Range(0, (int)count).Select(place => (double)place)], [count], type));
}
