using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A scaler that learns one factor and one summand a feature: <c>y = x · scale + offset</c>.</summary>
/// <remarks>Input <c>(batch, …, features)</c> of two or more axes; output the same shape. Features stand on the last axis. Inverted, it turns scaled numbers
/// back: <c>y = (x − offset) / scale</c>. An input declared float64 or int64 is scaled in float64 before it becomes float32.
/// <para>A missing value predicts as NaN. A feature that does not vary is handled as <see cref="ConstantFeatures"/> says.</para>
/// <para>Keras has no such layer: files hold it as <c>Rescaling</c>, with clipping as a model within the model of <c>Rescaling</c>,
/// <c>ReLU</c> and <c>Rescaling</c>, which agrees to float32's digits; every Keras since 3.3 opens them, and this library reads its own class back. Since <c>Rescaling</c>
/// keeps its numbers among its settings, <c>SaveWeights</c> has none for it.</para></remarks>
public abstract class AffineScaling : AdaptiveLayer, IWrittenAsLayers
{
    private (double[] Scale, double[] Offset)? _restored;
    private Weight? _scale;
    private Weight? _offset;

    private protected AffineScaling(bool invert, string? name, DTypePolicy? dtype)
        : base(name, dtype) => Invert = invert;

    /// <summary>Whether scaled numbers are turned back.</summary>
    public bool Invert { get; }

    /// <summary>What each feature is multiplied by, <c>(features)</c> in float64; <see langword="null"/> before <c>Adapt</c>.</summary>
    public TensorData? Scale => IsAdapted ? _scale?.Value ?? Restored(_restored?.Scale) : null;

    /// <summary>What is then added, <c>(features)</c> in float64, 0 for scalers that do not shift; <see langword="null"/> before <c>Adapt</c>.</summary>
    public TensorData? Offset => IsAdapted ? _offset?.Value ?? Restored(_restored?.Offset) : null;

    /// <summary>What the output is kept within; null for no bounds. Numbers that are turned back have none, as in scikit-learn.</summary>
    private protected virtual (double Low, double High)? Bounds => null;

    // Wide inputs are scaled before they are cast.
    internal override bool CastsInput => false;

    /// <inheritdoc/>
    protected sealed override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        var axis = FeatureAxes(inputShape.Rank)[0];
        if (!inputShape[axis].IsKnown) throw Throw.UnknownFeatures(this, axis, inputShape);
        if (_restored is { } given && given.Scale.Length != inputShape[axis].Size) throw Throw.WrongFeatures(this, axis, given.Scale.Length, inputShape);
        // Float64, so that the settings of the file have every digit.
        _scale = AddWeight("scale", [inputShape[axis]], Initializer.Ones, trainable: false, DType.Float64);
        _offset = AddWeight("offset", [inputShape[axis]], Initializer.Zeros, trainable: false, DType.Float64);
        if (_restored is not { } restored) return;
        _scale.Value = TensorData.Of(restored.Scale, _scale.Shape);
        _offset.Value = TensorData.Of(restored.Offset, _offset.Shape);
        _restored = null;
    }

    /// <inheritdoc/>
    protected sealed override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        RequireBuiltFor(x);

        var (scale, offset) = Invert ? (1 / _scale!.Symbol, -_offset!.Symbol / _scale.Symbol) : (_scale!.Symbol, _offset!.Symbol);
        x = WideInput.Of(x, Policy);
        var y = x * Cast(scale, x.Type) + Cast(offset, x.Type);
        if (!Invert && Bounds is { } bounds) y = Min(Max(y, bounds.Low), bounds.High);
        return WideInput.Narrowed(y, Policy);
    }

    /// <inheritdoc/>
    protected sealed override int[] FeatureAxes(int rank) => rank >= 2 ? [rank - 1] : throw Throw.NeedsFeatures(this, rank);

    /// <inheritdoc/>
    protected sealed override void Learn(AdaptReport report, IReadOnlyList<double> mean, IReadOnlyList<double> variance)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(mean);
        var (scale, offset) = (new double[report.Features.Count], new double[report.Features.Count]);
        for (var f = 0; f < scale.Length; f++)
        {
            // A mean that is poisoned by a missing value poisons the scale.
            (scale[f], offset[f]) = double.IsNaN(mean[f]) ? (double.NaN, double.NaN) : Fit(report.Features[f]);
            if (Policy.ComputeType != DType.Float64 && Math.Max(Math.Abs(scale[f]), Math.Abs(offset[f])) > float.MaxValue) throw Throw.ScaleOverflows(this, report.Features[f], scale[f]);
        }
        _scale!.Value = TensorData.Of(scale, _scale.Shape);
        _offset!.Value = TensorData.Of(offset, _offset.Shape);
    }

    /// <summary>The factor and the summand of a feature that has values.</summary>
    private protected abstract (double Scale, double Offset) Fit(FeatureReport feature);

    IReadOnlyList<Layer> IWrittenAsLayers.AsStock()
    {
        var (scale, offset) = (_scale!.Value.ToArray<double>(), _offset!.Value.ToArray<double>());
        if (Invert) return [Rescaled(scale.Select(s => 1 / s), scale.Zip(offset, (s, o) => -o / s))];
        if (Bounds is not { } bounds) return [Rescaled(scale, offset)];
        // Stock layers clip to 0 and 1 alone, without the list of a functional model: the bounds are brought there, and back.
        var size = bounds.High - bounds.Low;
        Layer[] clipped = [Rescaled(scale.Select(s => s / size), offset.Select(o => (o - bounds.Low) / size)), new ReLU(maxValue: 1, dtype: Policy)];
        return bounds is (0, 1) ? clipped : [.. clipped, new Rescaling(size, bounds.Low, dtype: Policy)];
    }

    private Rescaling Rescaled(IEnumerable<double> scale, IEnumerable<double> offset) => new(scale.ToArray()!, offset.ToArray()!, dtype: Policy);

    private protected void WriteState(ConfigWriter config) => config.Set("invert", Invert).Set("scale", Scale).Set("offset", Offset);

    /// <summary>Takes what <see cref="WriteState"/> wrote; the layer then needs no <c>Adapt</c>.</summary>
    private protected void ReadState(ConfigReader config)
    {
        var (scale, offset) = (config.OptionalTensor("scale"), config.OptionalTensor("offset"));
        if (scale is null && offset is null) return;
        if (scale is not { Shape.Rank: 1 } || offset is not { Shape.Rank: 1 } || scale.Length != offset.Length) throw Throw.BadScale(config.Owner);
        _restored = (scale.ToArray<double>(), offset.ToArray<double>());
        IsRestored = true;
    }

    private static TensorData? Restored(double[]? numbers) => numbers is null ? null : TensorData.Of(numbers, [numbers.Length]);
}
