using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The place of the largest number of each row: the class that a network finds most likely.</summary>
/// <remarks>Input <c>(batch, …, columns)</c> of two or more axes; output <c>(batch, …, 1)</c> in the type of the policy: places on the last
/// axis, counted from 0, the first of those that are as
/// large. Places beyond those that the type counts exactly are refused: float16 counts to 2048, bfloat16 to 256. A row with a missing
/// value (NaN) has no largest number, and what comes out says nothing. There is no gradient: places move in
/// steps.
/// Source: <see href="https://numpy.org/doc/stable/reference/generated/numpy.argmax.html"/>.
/// <para>Keras has no such layer: files hold it as a model within the model of Keras's operations, which every Keras since 3.3 opens; this
/// library reads its own class back.</para></remarks>
/// <example><code>
/// var number = new LargestColumn().Apply(probabilities);
/// var word = new StringLookup(numOovIndices: 0, vocabulary: ["Adelie", "Gentoo"], invert: true).Apply(number);
/// </code></example>
public sealed class LargestColumn : Layer, IWrittenAsStock, ISavable<LargestColumn>
{
    /// <summary>A layer that finds the largest.</summary>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>largest_column</c>, numbered.</param>
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

    // Files have no operation for the place of the largest in every release: the front half of the columns and the back half are compared,
    // again and again.
    Value IWrittenAsStock.Formula(Value x)
    {
        // The places, in the shape of the rows, and in a type that follows from theirs: Keras would take numbers alone for float64.
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

    // Up to which number a type has every whole one.
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
