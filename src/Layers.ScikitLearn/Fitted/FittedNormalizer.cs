using System.Diagnostics.CodeAnalysis;

namespace Layers.ScikitLearn;

/// <summary>Normalizer, as <see cref="RowScaling"/>.</summary>
[method: SetsRequiredMembers]
internal sealed class FittedNormalizer(FittedFields fields) : FittedTransform(fields, fields.Width())
{
    public override bool IsColumnwise => false;

    private readonly RowNorm _norm = fields.Text("norm", "l2") switch
    {
        "l2" => RowNorm.L2,
        "l1" => RowNorm.L1,
        "max" => RowNorm.Max,
        var other => throw Throw.Setting(fields, $"norm='{other}'", "known are l1, l2 and max."),
    };

    public override string? NoInverse => $"A {ClassName} has no inverse here: it does not keep the norm of a row.";

    protected override IEnumerable<Layer> LayersFor(IReadOnlyList<int> places, bool isInverse, DTypePolicy? dtype) =>
        [new RowScaling(_norm, dtype: dtype)];
}
