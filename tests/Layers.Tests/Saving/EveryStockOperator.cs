using static Layers.Graphs.Ops;

namespace Layers.Tests;

/// <summary>A layer whose formula has each operator for which files have an operation.</summary>
internal sealed class EveryStockOperator(string? name = null, DTypePolicy? dtype = null) : FeatureTransform(name: name, dtype: dtype),
    ISavable<EveryStockOperator>
{
    protected override IReadOnlyList<LearnedNumber> Numbers => [new("mean"), new("deviation", isDivisor: true), new("row", columns: 3)];

    protected override IReadOnlyList<double> Fit(FeatureReport feature) =>
        [feature.Mean, Math.Sqrt(feature.Variance), feature.Minimum, feature.Mean, feature.Maximum];

    protected override Value Transform(Value x, IReadOnlyList<Value> numbers)
    {
        var z = (x - numbers[0]) / numbers[1];
        // Operations on constants only, of each kind that is computed when the file is written.
        var constant = Sqrt(Abs(Floor(numbers[0]))) + Where(numbers[1] > 1, Exp(-numbers[1]), Max(numbers[1], 0.5))
            + Min(Pow(numbers[1], 2), 3) + Log(1 + numbers[1] * numbers[1]);
        var conditions = ((z > 0) & !(z < -1)) | Equal(z, 0) | (z >= 0.5) | (z <= -2) | IsInf(z);
        var smooth = Sin(z) + Cos(z) + Tanh(z) + Sigmoid(z) + Exp(-Abs(z)) + Log(1 + Abs(z)) + Sqrt(Abs(z)) + Pow(Abs(z) + 1, 1.5)
            + Reciprocal(Abs(z) + 1);
        var steps = Sign(z) + Floor(z) + Ceil(z) + Max(z, -0.5) + Min(z, 0.5) + Relu(z) + Cast(z > 0.25, x.Type);
        var known = FeatureTables.Take(numbers[2], Where(IsNaN(z), 0, Min(FeatureTables.LastAtMost(x, numbers[2]) + 1, 2)));
        var both = Concat([z, -z], x.Shape.Rank - 1);
        known += Gather(both, Constant(TensorData.Of([3L, 1, 5], [3])), x.Shape.Rank - 1);
        known += ReduceSum(Abs(z), [x.Shape.Rank - 1]) - ReduceSum(z * z, [-1], keepDims: true);
        return Where(conditions, smooth, -steps) * constant + StopGradient(Identity(known)) + StableMath.Log1p(Abs(z))
            + StableMath.Expm1(Min(z, 1));
    }

    public void WriteConfig(ConfigWriter config) => WriteNumbers(config);

    public static EveryStockOperator FromConfig(ConfigReader config) =>
        ReadNumbers(new EveryStockOperator(config.Name, config.Policy), config);
}
