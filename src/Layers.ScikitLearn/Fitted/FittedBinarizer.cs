using System.Diagnostics.CodeAnalysis;

namespace Layers.ScikitLearn;

/// <summary>Binarizer, as <see cref="Binarization"/>.</summary>
[method: SetsRequiredMembers]
internal sealed class FittedBinarizer(FittedFields fields) : FittedTransform(fields, fields.Width())
{
    private readonly double _threshold = fields.Number("threshold", 0);

    public override string? NoInverse => $"A {ClassName} has no inverse here: it does not keep the original numbers.";

    protected override IEnumerable<Layer> LayersFor(IReadOnlyList<int> places, bool isInverse, DTypePolicy? dtype) =>
        [new Binarization(_threshold, dtype: dtype)];
}
