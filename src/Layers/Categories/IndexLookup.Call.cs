using static Layers.Graphs.Ops;

namespace Layers;

// The formula.
public abstract partial class IndexLookup<T>
{
    /// <inheritdoc/>
    protected override Value Call(Value x, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(call);
        if (Invert) return Inverted(x);
        var values = Read(x, call);
        var terms = _vocabulary.Value?.Terms ?? [];
        T[] keys = [.. _mask, .. terms];
        var indices = new long[keys.Length];
        if (_mask.Length > 0) indices[0] = HasMaskIndex ? 0 : Masked;
        for (var i = 0; i < terms.Length; i++) indices[_mask.Length + i] = FirstTerm + i;
        var index = LabelEncoder(values, TensorData.Of(keys), indices, TensorData.Scalar(NumOovIndices == 1 ? FirstOov : Unknown));
        if (NumOovIndices == 0)
        {
            call.Check(x, Not(Equal(index, Unknown)), value =>
                $"the value {value} is not in the vocabulary, and there is no index for such values. Create the layer with " +
                "numOovIndices: 1 or more, or adapt it to data that has the value.");
            // Without checks, the value counts as masked.
            index = Where(Equal(index, Unknown), Masked, index);
        }
        else if (NumOovIndices > 1) index = Where(Equal(index, Unknown), Bucket(values) + FirstOov, index);
        return OutputMode == OutputMode.Int ? index : Encoded(index);
    }

    /// <inheritdoc/>
    protected override Value Call(Value x) => throw Throw.Bug("a lookup checks values in the context of a call.");

    /// <summary>Encodes indices for the modes other than <see cref="OutputMode.Int"/>. An index below 0 becomes zeros.</summary>
    private protected Value Encoded(Value index)
    {
        var idf = OutputMode == OutputMode.TfIdf ? Constant(TensorData.Of(_idf.Value ?? new float[Depth])) : null;
        return Cast(IndexEncoding.Of(index, OutputMode, Depth, Policy.ArithmeticType, null,
            idf is null ? null : Cast(idf, Policy.ArithmeticType)), Policy.ComputeType);
    }

    /// <summary>The values as texts or int64.</summary>
    private protected abstract Value Read(Value x, CallContext call);

    /// <summary>The bucket of values outside of the vocabulary, from 0 to <see cref="NumOovIndices"/> − 1.</summary>
    private protected abstract Value Bucket(Value values);

    // The number of output columns in the modes other than Int.
    private long Depth => PadToMaxTokens ? MaxTokens!.Value : SizeToWrite ?? throw Throw.DepthNotKnown(this);

    private Value Inverted(Value x)
    {
        if (x.Type == DType.String) throw Throw.NeedsNumbers(this, x);
        var terms = _vocabulary.Value?.Terms ?? [];
        T[] values = [.. HasMaskIndex ? _mask : [], .. terms];
        var indices = new long[values.Length];
        for (var i = 0; i < terms.Length; i++) indices[FirstOov + i] = FirstTerm + i;
        return LabelEncoder(Cast(x, DType.Int64), indices, TensorData.Of(values), TensorData.Of(new[] { OovToken }));
    }
}
