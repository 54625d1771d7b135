using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that learns numbers of each feature and transforms each feature by them, by a formula that is not affine.</summary>
/// <remarks>Input <c>(batch, …, features)</c> of two or more axes. Features stand on the last axis. An input declared float64 or int64 is transformed in float64 before it
/// becomes float32.
/// <para>Keras has no such layer: files hold it as a model within the model, made of Keras's operations, which every Keras since 3.3 opens without code of ours; this library
/// reads its own class back. What it learned is among its settings, so <c>SaveWeights</c> has none for it. A <c>Sequential</c> with such a layer is a
/// <c>Functional</c> model in the file, and a <c>Sequential</c> again here.</para></remarks>
public abstract class FeatureTransform : AdaptiveLayer, IWrittenAsOperations
{
    private Weight[] _weights = [];
    private double[][]? _restored;

    private protected FeatureTransform(string? name, DTypePolicy? dtype)
        : base(name, dtype)
    {
    }

    /// <summary>What is kept of each feature: a name, as files have it, and how many numbers; 0 for one, without an axis for it.</summary>
    private protected abstract IReadOnlyList<(string Name, int Columns)> Numbers { get; }

    // Wide inputs are transformed before they are cast.
    internal override bool CastsInput => false;

    /// <inheritdoc/>
    protected sealed override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        var axis = FeatureAxes(inputShape.Rank)[0];
        if (!inputShape[axis].IsKnown) throw Throw.UnknownFeatures(this, axis, inputShape);
        // Float64, so that the settings of the file have every digit.
        _weights = [.. Numbers.Select(number => AddWeight(number.Name, number.Columns == 0 ? [inputShape[axis]] : [inputShape[axis], number.Columns], Initializer.Ones, trainable: false, DType.Float64))];
        if (_restored is not { } restored) return;
        if (_weights.Zip(restored).Any(pair => pair.First.Value.Length != pair.Second.Length)) throw Throw.WrongFeatures(this, axis, restored[0].Length / Math.Max(Numbers[0].Columns, 1), inputShape);
        foreach (var (weight, numbers) in _weights.Zip(restored)) weight.Value = TensorData.Of(numbers, weight.Shape);
        _restored = null;
    }

    /// <inheritdoc/>
    protected sealed override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        RequireBuiltFor(x);
        x = WideInput.Of(x, Policy);
        return WideInput.Narrowed(Formula(new GraphTerm(x), [.. _weights.Select(weight => new GraphTerm(Cast(weight.Symbol, x.Type)))]).Value, Policy);
    }

    /// <summary>The formula, in the numbers of each feature.</summary>
    private protected abstract T Formula<T>(T x, IReadOnlyList<T> numbers)
        where T : ITerm<T>;

    StockTerm IWrittenAsOperations.AsStock(StockTerm x) => Formula(x, [.. _weights.Select(weight => new StockTerm(weight.Value))]);

    /// <inheritdoc/>
    protected sealed override int[] FeatureAxes(int rank) => rank >= 2 ? [rank - 1] : throw Throw.NeedsFeatures(this, rank);

    /// <inheritdoc/>
    protected sealed override void Learn(AdaptReport report, IReadOnlyList<double> mean, IReadOnlyList<double> variance)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(mean);
        var learned = _weights.Select(weight => new double[weight.Value.Length]).ToArray();
        for (var f = 0; f < report.Features.Count; f++)
        {
            // A mean that is poisoned by a missing value poisons what is learned.
            var isPoisoned = MissingValues == MissingValues.Propagate && double.IsNaN(mean[f]);
            var numbers = isPoisoned ? null : Fit(report.Features[f], report.Rows);
            for (var i = 0; i < learned.Length; i++)
            {
                var target = learned[i].AsSpan(f * Math.Max(Numbers[i].Columns, 1), Math.Max(Numbers[i].Columns, 1));
                if (numbers is null) target.Fill(double.NaN);
                else numbers[i].CopyTo(target);
                foreach (var number in target)
                    if (Policy.ComputeType != DType.Float64 && Math.Abs(number) > float.MaxValue) throw Throw.NumberOverflows(this, report.Features[f], Numbers[i].Name, number);
            }
        }
        foreach (var (weight, numbers) in _weights.Zip(learned)) weight.Value = TensorData.Of(numbers, weight.Shape);
    }

    /// <summary>What is kept of a feature, in the order of <see cref="Numbers"/>.</summary>
    /// <param name="feature">What was seen of it.</param>
    /// <param name="rows">How many rows were seen, those without a value among them.</param>
    private protected abstract double[][] Fit(FeatureReport feature, long rows);

    /// <summary>What is kept under a name; null before it was learned.</summary>
    private protected TensorData? Learned(string name)
    {
        if (!IsAdapted) return null;
        var i = Numbers.Index().First(pair => pair.Item.Name == name).Index;
        if (_weights.Length > 0) return _weights[i].Value;
        if (_restored is null) return null;
        var columns = Numbers[i].Columns;
        return TensorData.Of(_restored[i], columns == 0 ? [_restored[i].Length] : [_restored[i].Length / columns, columns]);
    }

    private protected void WriteState(ConfigWriter config)
    {
        foreach (var (name, _) in Numbers) config.Set(name, Learned(name));
    }

    /// <summary>Takes what <see cref="WriteState"/> wrote; the layer then needs no <c>Adapt</c>.</summary>
    private protected void ReadState(ConfigReader config)
    {
        TensorData?[] given = [.. Numbers.Select(number => config.OptionalTensor(number.Name))];
        if (given.All(numbers => numbers is null)) return;
        var features = given[0] is { Shape.Rank: > 0 } first ? first.Shape[0].Size : -1;
        for (var i = 0; i < given.Length; i++)
        {
            Shape expected = Numbers[i].Columns == 0 ? [Math.Max(features, 0)] : [Math.Max(features, 0), Numbers[i].Columns];
            if (features < 0 || given[i] is null || !given[i]!.Shape.Equals(expected)) throw Throw.BadNumbers(config.Owner, Numbers[i].Name, expected);
        }
        _restored = [.. given.Select(numbers => numbers!.ToArray<double>())];
        IsRestored = true;
    }
}
