using System.Diagnostics.CodeAnalysis;

namespace Layers.ScikitLearn;

/// <summary>MaxAbsScaler, as <see cref="MaxAbsScaling"/>.</summary>
internal sealed class FittedMaxAbsScaler : FittedTransform
{
    private readonly double[] _scale;
    private readonly bool _isClipped;

    [SetsRequiredMembers]
    public FittedMaxAbsScaler(FittedFields fields)
        : base(fields, fields.Width("scale_")) => (_scale, _isClipped) = (fields.Numbers("scale_", Width), fields.Flag("clip", false));

    protected override IEnumerable<Layer> LayersFor(IReadOnlyList<int> places, bool isInverse, DTypePolicy? dtype) =>
        [new MaxAbsScaling(At(_scale, places), _isClipped, isInverse, dtype: dtype)];
}
