using System.Diagnostics.CodeAnalysis;

namespace Layers.ScikitLearn;

/// <summary>QuantileTransformer, as <see cref="QuantileTransform"/>.</summary>
internal sealed class FittedQuantileTransformer : FittedTransform
{
    private readonly OutputDistribution _distribution;
    private readonly double[] _quantiles;
    private readonly int _count;

    [SetsRequiredMembers]
    public FittedQuantileTransformer(FittedFields fields)
        : base(fields, WidthOf(fields))
    {
        _distribution = fields.Text("output_distribution", "uniform") switch
        {
            "uniform" => OutputDistribution.Uniform,
            "normal" => OutputDistribution.Normal,
            var other => throw Throw.Setting(fields, $"output_distribution='{other}'", "known are uniform and normal."),
        };
        _quantiles = fields.Numbers("quantiles_");
        _count = _quantiles.Length / Width;
        if (_count * Width != _quantiles.Length) throw Throw.FieldOfOtherWidth(fields, "quantiles_", Width, _quantiles.Length);
        if (_count < 2) throw Throw.Setting(fields, $"n_quantiles={_count}",
            "between fewer than two quantiles there is nothing to look up.");
    }

    protected override IEnumerable<Layer> LayersFor(IReadOnlyList<int> places, bool isInverse, DTypePolicy? dtype)
    {
        // scikit-learn has a row for each quantile, and Layers has a row for each feature.
        double[] table = [.. places.SelectMany(place => Enumerable.Range(0, _count).Select(quantile =>
            _quantiles[quantile * Width + place]))];
        return [new QuantileTransform(TensorData.Of(table, [places.Count, _count]), _distribution, isInverse, dtype: dtype)];
    }

    private static int WidthOf(FittedFields fields) =>
        fields.Has("n_features_in_") ? fields.Width() : fields.Required("quantiles_") is NumpyArray { Shape: [_, var features] }
            ? features : throw Throw.WrongField(fields, "quantiles_", "a table of quantiles and features", fields.Optional("quantiles_"));
}
