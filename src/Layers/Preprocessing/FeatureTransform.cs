using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that learns numbers for each feature and transforms each feature with them. A custom scaler is one class with the
/// numbers that it keeps, the method that computes them for a feature, the formula and, if there is one, the inverse.</summary>
/// <remarks>The input is <c>(batch, …, features)</c> of two or more axes; the features are on the last axis. An input declared float64, or
/// as integers of 32 or 64 bits, is transformed in float64 before it becomes float32. A 16-bit policy rounds the output and not the input,
/// so that large numbers are centered before they are rounded.
/// <para>Keras does not have this layer. Files store a formula of shifts, factors and bounds as <c>Rescaling</c> and <c>ReLU</c>, and any
/// other formula as a nested model of Keras's operations. Every Keras release since 3.3 opens both without code of this library; this
/// library restores its own class. The learned numbers are among the layer's settings; <c>SaveWeights</c> writes them to their own group,
/// <c>learned</c>, which Keras does not read. A <c>Sequential</c> with operations is a <c>Functional</c> model in the file; this library
/// restores the <c>Sequential</c>.</para></remarks>
/// <example><code>
/// public sealed class HalfRange(bool invert = false, string? name = null) : FeatureTransform(invert, name), ISavable&lt;HalfRange&gt;
/// {
///     protected override IReadOnlyList&lt;LearnedNumber&gt; Numbers => [new("middle"), new("half", isDivisor: true)];
///     protected override IReadOnlyList&lt;double&gt; Fit(FeatureReport feature) =>
///         [(feature.Minimum + feature.Maximum) / 2, feature.IsConstant ? 1 : (feature.Maximum - feature.Minimum) / 2];
///     protected override Value Transform(Value x, IReadOnlyList&lt;Value&gt; of) => Centred(x, of[0], of[1]);
///     protected override Value Inverse(Value y, IReadOnlyList&lt;Value&gt; of) => y * of[1] + of[0];
///     public void WriteConfig(ConfigWriter config) => WriteNumbers(config.Set("invert", Invert));
///     public static HalfRange FromConfig(ConfigReader config) => ReadNumbers(new(config.Flag("invert", false), config.Name), config);
/// }
/// </code></example>
public abstract class FeatureTransform : NumericAdaptiveLayer, IWrittenAsStock
{
    // Below this number, float32 loses digits.
    internal const double LeastNormal = 1.17549435e-38;

    private Weight[] _weights = [];
    private double[][]? _restored;

    /// <summary>Initializes the layer.</summary>
    /// <param name="invert">Whether to apply the inverse, which restores transformed numbers; only for classes that override
    /// <see cref="Inverse"/>. Default false.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for the class's name in snake case, numbered by the
    /// model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    protected FeatureTransform(bool invert = false, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype) => Invert = invert;

    /// <summary>Whether the layer applies the inverse, which restores transformed numbers.</summary>
    public bool Invert { get; }

    /// <summary>The numbers that the layer learns for each feature; always the same list.</summary>
    protected abstract IReadOnlyList<LearnedNumber> Numbers { get; }

    // Wide inputs are transformed before they are cast.
    internal override bool CastsInput => false;

    /// <inheritdoc/>
    protected sealed override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        var axis = FeatureAxes(inputShape.Rank)[0];
        if (!inputShape[axis].IsKnown) throw Throw.UnknownFeatures(this, axis, inputShape);
        // Float64, so that the settings in the file have every digit.
        _weights = [.. Numbers.Select(number => AddWeight(number.Name,
            number.Columns == 0 ? [inputShape[axis]] : [inputShape[axis], number.Columns], Initializer.Ones, trainable: false,
            DType.Float64))];
        if (_restored is not { } restored) return;
        if (_weights.Zip(restored).Any(pair => pair.First.Value.Length != pair.Second.Length))
            throw Throw.WrongFeatures(this, axis, restored[0].Length / Numbers[0].Length, inputShape);
        foreach (var (weight, numbers) in _weights.Zip(restored)) weight.Value = TensorData.Of(numbers, weight.Shape);
        _restored = null;
    }

    /// <inheritdoc/>
    protected sealed override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        RequireBuiltFor(x);
        return WideInput.Narrowed(((IWrittenAsStock)this).Formula(WideInput.Of(x, Policy)), Policy);
    }

    Value IWrittenAsStock.Formula(Value x)
    {
        Value[] numbers = [.. _weights.Select(weight => Cast(weight.Symbol, x.Type))];
        return Invert ? Inverse(x, numbers) : Transform(x, numbers);
    }

    /// <summary>Computes the formula. Files store it as Keras's operations, so it may use only operators that Keras has; <c>Save</c> throws
    /// and names any other operator.</summary>
    /// <param name="x">The input as floats, <c>(batch, …, features)</c>.</param>
    /// <param name="numbers">The learned numbers, in the order of <see cref="Numbers"/>: each <c>(features)</c>, or <c>(features,
    /// columns)</c>, in the type of <paramref name="x"/>.</param>
    /// <returns>The output: <c>(batch, …, features)</c>, or another number of features.</returns>
    protected abstract Value Transform(Value x, IReadOnlyList<Value> numbers);

    /// <summary>Computes the inverse of the formula; the default throws.</summary>
    /// <param name="y">The output of <see cref="Transform"/>.</param>
    /// <param name="numbers">The learned numbers, in the order of <see cref="Numbers"/>.</param>
    /// <returns>The restored numbers.</returns>
    /// <exception cref="LayerException">The class has no inverse.</exception>
    protected virtual Value Inverse(Value y, IReadOnlyList<Value> numbers) => throw Throw.NoInverse(this);

    /// <summary>Computes the numbers to keep for a feature, one after the other in the order of <see cref="Numbers"/>.</summary>
    /// <param name="feature">The statistics of the feature.</param>
    protected abstract IReadOnlyList<double> Fit(FeatureReport feature);

    /// <summary>Whether <see cref="Fit"/> uses the smallest or the largest value.</summary>
    private protected virtual bool LearnsFromRange => false;

    /// <summary>Computes <c>(x − center) / divisor</c>, with every digit right even if <paramref name="center"/> has more digits than the
    /// type of <paramref name="x"/>.</summary>
    /// <param name="x">Floats.</param>
    /// <param name="center">One of the learned numbers.</param>
    /// <param name="divisor">The divisor of the difference; <see langword="null"/> for none.</param>
    protected static Value Centred(Value x, Value center, Value? divisor = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(center);
        var y = divisor is null ? x - center : (x - center) / divisor;
        if (center.Node.Op != Op.Cast || center.Type == DType.Float64) return y;
        // Numbers close to the center lose nothing in the first difference; the second subtracts the rounding error of the center. It comes
        // after the division, because compilers would merge two consecutive differences.
        var exact = center.Node.Inputs[0];
        var rest = Cast(exact - Cast(center, exact.Type), center.Type);
        return y - (divisor is null ? rest : rest / divisor);
    }

    /// <inheritdoc/>
    protected sealed override int[] FeatureAxes(int rank) => rank >= 2 ? [rank - 1] : throw Throw.NeedsFeatures(this, rank);

    /// <inheritdoc/>
    protected sealed override void Learn(AdaptReport report, IReadOnlyList<double> mean, IReadOnlyList<double> variance)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(mean);
        var (kept, learned) = (Numbers, _weights.Select(weight => new double[weight.Value.Length]).ToArray());
        var length = kept.Sum(number => number.Length);
        foreach (var feature in report.Features)
        {
            if (LearnsFromRange && feature.Count > 0 && !feature.HasRange) throw Throw.RangeNotKnown(this, feature);
            // A mean that is NaN because of a missing value makes the learned numbers NaN.
            var isPoisoned = MissingValues == MissingValues.Propagate && double.IsNaN(mean[feature.Index]);
            IReadOnlyList<double> fit = isPoisoned ? [.. Enumerable.Repeat(double.NaN, length)] : Fit(feature);
            if (fit.Count != length) throw Throw.WrongFit(this, length, fit.Count);
            var next = 0;
            foreach (var (i, number) in kept.Index())
                for (var column = 0; column < number.Length; column++)
                    learned[i][feature.Index * number.Length + column] = Fitting(fit[next++], number, feature);
            if (!isPoisoned) RequireHeld(feature, fit);
        }
        foreach (var (weight, numbers) in _weights.Zip(learned)) weight.Value = TensorData.Of(numbers, weight.Shape);
    }

    /// <summary>Returns the learned numbers of a name, in float64: <c>(features)</c>, or <c>(features, columns)</c>; <see langword="null"/>
    /// before they are learned.</summary>
    /// <param name="name">One of the names in <see cref="Numbers"/>.</param>
    /// <exception cref="ArgumentException"><see cref="Numbers"/> has no such name.</exception>
    protected TensorData? Learned(string name)
    {
        var numbers = Numbers;
        var i = numbers.Index().FirstOrDefault(pair => pair.Item.Name == name, (-1, null!)).Index;
        if (i < 0) throw Throw.UnknownNumber(this, name, numbers.Select(one => one.Name));
        if (!IsAdapted) return null;
        if (_weights.Length > 0) return _weights[i].Value;
        if (_restored is null) return null;
        return TensorData.Of(_restored[i],
            numbers[i].Columns == 0 ? [_restored[i].Length] : [_restored[i].Length / numbers[i].Columns, numbers[i].Columns]);
    }

    /// <summary>Adds the learned numbers to the layer's settings; for <c>WriteConfig</c>.</summary>
    /// <param name="config">The settings to add to.</param>
    protected void WriteNumbers(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        // The setting is written only if true: older files, whose layers always learned their numbers, do not have it.
        if (IsGiven) config.Set("given", true);
        foreach (var number in Numbers) config.Set(number.Name, Learned(number.Name));
    }

    /// <summary>Restores the learned numbers that <see cref="WriteNumbers"/> wrote, if the layer was adapted; for
    /// <c>FromConfig</c>.</summary>
    /// <typeparam name="TLayer">The layer's class.</typeparam>
    /// <param name="layer">The new layer.</param>
    /// <param name="config">The settings to read.</param>
    /// <returns>The layer; it needs no <c>Adapt</c> if the settings have the learned numbers.</returns>
    /// <exception cref="InvalidDataException">Some of the learned numbers are missing, or have another shape.</exception>
    protected static TLayer ReadNumbers<TLayer>(TLayer layer, ConfigReader config)
        where TLayer : FeatureTransform
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(config);
        var numbers = layer.Numbers;
        layer.IsGiven = config.Flag("given", false);
        TensorData?[] given = [.. numbers.Select(number => config.OptionalTensor(number.Name))];
        if (given.All(one => one is null)) return layer;
        var features = given[0] is { Shape.Rank: > 0 } first ? first.Shape[0].Size : -1;
        for (var i = 0; i < given.Length; i++)
        {
            Shape expected = numbers[i].Columns == 0 ? [Math.Max(features, 0)] : [Math.Max(features, 0), numbers[i].Columns];
            if (features < 0 || given[i] is null || !given[i]!.Shape.Equals(expected))
                throw Throw.BadNumbers(config.Owner, numbers[i].Name, expected);
        }
        layer._restored = [.. given.Select(one => one!.ToArray<double>())];
        layer.IsRestored = true;
        return layer;
    }

    /// <summary>Sets the numbers in the constructor, each flat and in the order of <see cref="Numbers"/>; such a layer overrides
    /// <see cref="AdaptiveLayer.Given"/>.</summary>
    private protected void Give(params double[][] numbers) => (_restored, IsRestored) = (numbers, true);

    /// <summary>Sets the numbers of a layer that could also learn them: as <see cref="Give"/>, and files store that the numbers were
    /// given.</summary>
    private protected void GiveInPlaceOfLearning(params double[][] numbers)
    {
        Give(numbers);
        IsGiven = true;
    }

    /// <summary>Whether the constructor received the numbers, so that there is nothing to adapt.</summary>
    private protected bool IsGiven { get; private set; }

    /// <summary>Throws if the layer's output for the data would be infinite; the output of an inverse is the data.</summary>
    /// <param name="feature">The statistics of the feature.</param>
    /// <param name="fit">The learned numbers of the feature.</param>
    private protected virtual void RequireHeld(FeatureReport feature, IReadOnlyList<double> fit)
    {
        if (Invert) HeldNumbers.RequireSeen(this, feature);
    }

    // Numbers that the layer's type cannot hold are refused here, before any prediction.
    private double Fitting(double value, LearnedNumber number, FeatureReport feature)
    {
        if (double.IsInfinity(value) && feature.Count > 0 && !feature.HasRange) throw Throw.RangeNotKnown(this, feature);
        if (Policy.ComputeType == DType.Float64) return value;
        if (Math.Abs(value) > float.MaxValue) throw Throw.NumberOverflows(this, feature, number.Name, value);
        if (number.IsDivisor && Math.Abs(value) is > 0 and < LeastNormal) throw Throw.NumberVanishes(this, feature, number.Name, value);
        return value;
    }
}
