namespace Layers;

/// <summary>What <see cref="PowerTransform"/> learns of a feature, from the sketch's values and their weights.</summary>
internal sealed record PowerFit(double Lambda, double Sign, double Center, double Mean, double Deviation)
{
    public static PowerFit Of(FeatureReport feature, PowerMethod method, bool standardize, bool isConstant)
    {
        var items = feature.Sketch!.Sorted();
        var isBoxCox = method == PowerMethod.BoxCox;
        // A feature of negative numbers is the mirror of one of positive numbers, whose power is 2 − λ.
        var sign = !isBoxCox && feature.Maximum <= 0 && feature.Minimum < 0 ? -1.0 : 1;
        double[] values = [.. items.Values.Select(value => value * sign)];
        var weights = items.Weights;
        var isOneSided = isBoxCox || feature.Minimum >= 0 || feature.Maximum <= 0;
        double[] logarithms = [.. values.Select(value => isBoxCox ? Math.Log(value) : Math.CopySign(DoubleMath.Log1p(Math.Abs(value)), value))];
        var middle = isOneSided ? Average(logarithms, weights) : 0;
        var sum = logarithms.Zip(weights).Sum(pair => pair.First * pair.Second);
        var weight = weights.Sum();

        var power = 1.0;
        if (!isConstant)
        {
            // −ln L of a normal distribution of what comes out; the mirror's powers count from the other side, so that the search starts where scikit-learn's does.
            double Cost(double lambda)
            {
                var p = sign < 0 ? 2 - lambda : lambda;
                var spread = Spread(logarithms, weights, p, middle, isBoxCox);
                return double.IsFinite(spread) && spread > 0 ? (Math.Log(spread) + p * middle) * weight - (p - 1) * sum : double.PositiveInfinity;
            }

            var best = BrentSearch.Minimum(Cost, -2, 2);
            power = sign < 0 ? 2 - best : best;
        }
        var (center, mean, deviation) = (0.0, 0.0, 1.0);
        if (standardize)
        {
            center = middle;
            double[] y = [.. logarithms.Select(u => Transformed(u, power, center, isBoxCox))];
            mean = Average(y, weights);
            deviation = isConstant ? Math.Exp(-power * center) : DeviationOf(y, weights, mean);
            if (!(deviation > 0)) deviation = 1;
        }
        return new PowerFit(sign < 0 ? 2 - power : power, sign, center, mean, deviation);
    }

    private static double Spread(double[] logarithms, double[] weights, double power, double center, bool isBoxCox)
    {
        double[] y = [.. logarithms.Select(u => Transformed(u, power, center, isBoxCox))];
        return DeviationOf(y, weights, Average(y, weights));
    }

    // Around the middle, and in units of the slope there: numbers that are large or close to each other keep their digits.
    private static double Transformed(double logarithm, double power, double center, bool isBoxCox)
    {
        if (isBoxCox) return Power(logarithm - center, power);
        var y = Power(Math.Max(logarithm, 0) - center, power);
        return logarithm < 0 ? y - Math.Exp(-power * center) * Power(-logarithm, 2 - power) : y;
    }

    private static double Power(double logarithm, double power) => Math.Abs(power) < 1e-20 ? logarithm : DoubleMath.Expm1(power * logarithm) / power;

    private static double Average(double[] values, double[] weights)
    {
        var (sum, weight) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++) (sum, weight) = (sum + values[i] * weights[i], weight + weights[i]);
        return sum / weight;
    }

    private static double DeviationOf(double[] values, double[] weights, double mean)
    {
        var (sum, weight) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++) (sum, weight) = (sum + (values[i] - mean) * (values[i] - mean) * weights[i], weight + weights[i]);
        return Math.Sqrt(sum / weight);
    }
}
