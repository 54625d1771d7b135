using System.Diagnostics.CodeAnalysis;

namespace Layers.ScikitLearn;

/// <summary>MinMaxScaler, as <see cref="MinMaxScaling"/>; if scale and shift were set by hand, as <see cref="Rescaling"/>.</summary>
internal sealed class FittedMinMaxScaler : FittedTransform
{
    // Another order of computation changes the last digits.
    private const double Rounding = 1e-9;

    private readonly (double Low, double High) _range;
    private readonly bool _isClipped;
    private readonly double[] _least;
    private readonly double[] _largest;
    private readonly double[] _scale;
    private readonly double[] _shift;

    [SetsRequiredMembers]
    public FittedMinMaxScaler(FittedFields fields)
        : base(fields, fields.Width("scale_"))
    {
        if (fields.Numbers("feature_range") is not [var low, var high])
            throw Throw.WrongField(fields, "feature_range", "two numbers", fields.Required("feature_range"));
        // The field clip came with release 0.24.
        (_range, _isClipped) = ((low, high), fields.Flag("clip", false));
        (_scale, _shift) = (fields.Numbers("scale_", Width), fields.Numbers("min_", Width));
        (_least, _largest) = (fields.Numbers("data_min_", Width), fields.Numbers("data_max_", Width));
        // scikit-learn treats a feature with a tiny range as constant, so this class does too.
        for (var i = 0; i < Width; i++)
            if (_largest[i] != _least[i] && Math.Abs(_scale[i] - (high - low)) <= Rounding * (high - low)
                && Math.Abs(_largest[i] - _least[i]) < 1e-14) _largest[i] = _least[i];
    }

    protected override IEnumerable<Layer> LayersFor(IReadOnlyList<int> places, bool isInverse, DTypePolicy? dtype)
    {
        if (places.All(IsItsOwn))
            return [new MinMaxScaling(At(_least, places), At(_largest, places), _range, _isClipped, isInverse, dtype: dtype)];
        if (isInverse) return [new Rescaling(Of(places, i => 1 / _scale[i]), Of(places, i => -_shift[i] / _scale[i]), dtype: dtype)];
        var scaled = new Rescaling(At(_scale, places), At(_shift, places), dtype: dtype);
        return _isClipped ? [scaled, new Clipping(_range.Low, _range.High, dtype: dtype)] : [scaled];
    }

    // Whether the scale follows from the range of the data.
    private bool IsItsOwn(int i)
    {
        var size = _range.High - _range.Low;
        var scale = _largest[i] == _least[i] ? size : size / (_largest[i] - _least[i]);
        var shift = _range.Low - _least[i] * scale;
        return Math.Abs(scale - _scale[i]) <= Rounding * Math.Abs(scale)
            && Math.Abs(shift - _shift[i]) <= Rounding * Math.Max(Math.Abs(_range.Low), Math.Abs(_least[i] * scale));
    }

    private static TensorData Of(IReadOnlyList<int> places, Func<int, double> number) =>
        TensorData.Of([.. places.Select(number)], [places.Count]);
}
