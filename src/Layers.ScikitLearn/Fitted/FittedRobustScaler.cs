using System.Diagnostics.CodeAnalysis;

namespace Layers.ScikitLearn;

/// <summary>RobustScaler, as <see cref="RobustScaling"/>. Its scale already includes the divisor of unit_variance.</summary>
internal sealed class FittedRobustScaler : FittedTransform
{
    private readonly double[]? _center;
    private readonly double[]? _scale;

    [SetsRequiredMembers]
    public FittedRobustScaler(FittedFields fields)
        : base(fields, WidthOf(fields))
    {
        _center = fields.Flag("with_centering", true) ? fields.Numbers("center_", Width) : null;
        _scale = fields.Flag("with_scaling", true) ? fields.Numbers("scale_", Width) : null;
    }

    protected override IEnumerable<Layer> LayersFor(IReadOnlyList<int> places, bool isInverse, DTypePolicy? dtype)
    {
        if (_center is null && _scale is null) return [];
        return [new RobustScaling(_center is null ? null : At(_center, places), _scale is null ? null : At(_scale, places), isInverse,
            dtype: dtype)];
    }

    private static int WidthOf(FittedFields fields) => fields.Flag("with_centering", true)
        ? fields.Width("center_") : fields.Width("scale_");
}
