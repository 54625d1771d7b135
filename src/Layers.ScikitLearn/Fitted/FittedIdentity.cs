using System.Diagnostics.CodeAnalysis;

namespace Layers.ScikitLearn;

/// <summary>A FunctionTransformer without a function, which changes nothing.</summary>
[method: SetsRequiredMembers]
internal sealed class FittedIdentity(FittedFields fields) : FittedTransform(WithoutCode(fields), fields.Width())
{
    protected override IEnumerable<Layer> LayersFor(IReadOnlyList<int> places, bool isInverse, DTypePolicy? dtype) => [];

    private static FittedFields WithoutCode(FittedFields fields)
    {
        foreach (var field in new[] { "func", "inverse_func" })
            if (fields.Optional(field) is { } code)
                throw Throw.Setting(fields, $"{field}={Throw.Described(code)}",
                    "it is code, which is not run. Put the layer that computes it in its place, such as LogScaling for numpy.log1p.");
        return fields;
    }
}
