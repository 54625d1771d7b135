using System.Diagnostics.CodeAnalysis;

namespace Layers.ScikitLearn;

/// <summary>PowerTransformer, as <see cref="PowerTransform"/>, which includes its StandardScaler.</summary>
internal sealed class FittedPowerTransformer : FittedTransform
{
    private readonly PowerMethod _method;
    private readonly double[] _lambdas;
    private readonly double[]? _means;
    private readonly double[]? _deviations;

    [SetsRequiredMembers]
    public FittedPowerTransformer(FittedFields fields)
        : base(fields, fields.Width("lambdas_"))
    {
        _method = fields.Text("method", "yeo-johnson") switch
        {
            "yeo-johnson" => PowerMethod.YeoJohnson,
            "box-cox" => PowerMethod.BoxCox,
            var other => throw Throw.Setting(fields, $"method='{other}'", "known are yeo-johnson and box-cox."),
        };
        _lambdas = fields.Numbers("lambdas_", Width);
        if (!fields.Flag("standardize", true)) return;
        var scaler = fields.Object("_scaler", fields.Required("_scaler"));
        (_means, _deviations) = (scaler.Numbers("mean_", Width), scaler.Numbers("scale_", Width));
    }

    protected override IEnumerable<Layer> LayersFor(IReadOnlyList<int> places, bool isInverse, DTypePolicy? dtype) =>
        [new PowerTransform(At(_lambdas, places), _means is null ? null : At(_means, places), _deviations is null
            ? null : At(_deviations, places), _method, isInverse, dtype: dtype)];
}
