namespace Layers;

/// <summary>The numbers that a <see cref="PowerTransform"/> learns for a feature, from the sketch's values and their weights.</summary>
internal sealed record PowerFit(double Lambda, double Sign, double Middle, double Mean, double Deviation)
{
    public static PowerFit Of(FeatureReport feature, PowerMethod method, bool standardize, bool isConstant)
    {
        var items = feature.Sketch!.Sorted();
        var shift = method == PowerMethod.BoxCox ? 0 : 1;
        // A feature of negative numbers is the mirror image of a feature of positive numbers, whose power is 2 − λ.
        var sign = shift == 1 && feature.Maximum <= 0 && feature.Minimum < 0 ? -1.0 : 1;
        double[] values = [.. items.Values.Select(value => value * sign)];
        var weights = items.Weights;
        var isOneSided = shift == 0 || feature.Minimum >= 0 || feature.Maximum <= 0;
        // Numbers are relative to the middle, in units of the slope there, so that large numbers and numbers close to each other keep their
        // digits.
        var middle = isOneSided ? AtMiddle(Average([.. values.Select(value => shift == 0 ? Math.Log(value) : DoubleMath.Log1p(value))],
            weights), shift) : 0;
        var logarithms = FromMiddle(values, middle, shift);

        var power = 1.0;
        if (!isConstant)
        {
            // −ln L of a normal distribution of the output, without the terms that do not depend on the power.
            var (sum, weight) = (logarithms.Zip(weights).Sum(pair => pair.First * pair.Second), weights.Sum());
            double Cost(double lambda)
            {
                // The powers of the mirror image count from the other side, so that the search starts where scikit-learn's does.
                var p = sign < 0 ? 2 - lambda : lambda;
                var spread = Spread(values, logarithms, weights, p);
                return double.IsFinite(spread) && spread > 0 ? Math.Log(spread) * weight - p * sum : double.PositiveInfinity;
            }

            var best = BrentSearch.Minimum(Cost, -2, 2);
            power = sign < 0 ? 2 - best : best;
        }
        var (mean, deviation) = (0.0, 1.0);
        if (!standardize) middle = 1 - shift;
        else if (isConstant) deviation = 1 / (middle + shift);
        else
        {
            double[] y = [.. values.Zip(logarithms, (value, logarithm) => Transformed(value, logarithm, power))];
            mean = Average(y, weights);
            deviation = DeviationOf(y, weights, mean);
            if (!(deviation > 0)) deviation = 1;
        }
        return new PowerFit(sign < 0 ? 2 - power : power, sign, middle, mean, deviation);
    }

    /// <summary>Returns the numbers for a given power with the mean and the deviation of the power's output, relative to zero.</summary>
    /// <param name="lambda">The power.</param>
    /// <param name="mean">The number to subtract from the power's output.</param>
    /// <param name="deviation">The divisor of the difference.</param>
    /// <param name="method">The family of powers.</param>
    /// <param name="standardize">Whether mean and deviation are given.</param>
    public static PowerFit OfGiven(double lambda, double mean, double deviation, PowerMethod method, bool standardize)
    {
        var shift = method == PowerMethod.BoxCox ? 0 : 1;
        var fromZero = new PowerFit(lambda, 1, 1 - shift, mean, deviation);
        if (!standardize) return fromZero;
        // Numbers close to each other keep their digits if they are relative to the number whose output is the mean, in units of the slope
        // there. Negative numbers are mirrored, with the power 2 − λ.
        var sign = shift == 1 && mean < 0 ? -1.0 : 1;
        var (power, target) = (1 + sign * (lambda - 1), sign * mean);
        var logarithm = Math.Abs(power) < 1e-20 ? target : DoubleMath.Log1p(power * target) / power;
        var (middle, slope) = (AtMiddle(logarithm, shift), Math.Exp(power * logarithm));
        // If no number has the mean as its output, or only a number so large that its slope has no digits, numbers are relative to zero.
        return double.IsFinite(middle) && slope is > 1e-12 and < 1e12 ? new PowerFit(lambda, sign, middle, 0, deviation / slope) : fromZero;
    }

    /// <summary>Returns the transform of a number.</summary>
    public double Transformed(double value, PowerMethod method)
    {
        var own = value * Sign;
        return Sign * (Transformed(own, FromMiddle([own], Middle, method == PowerMethod.BoxCox ? 0 : 1)[0], 1 + Sign * (Lambda - 1)) - Mean)
            / Deviation;
    }

    private static double AtMiddle(double logarithm, int shift) => shift == 0 ? Math.Exp(logarithm) : DoubleMath.Expm1(logarithm);

    // ln((x + shift) / (middle + shift)); for numbers below zero, whose side has the middle 0, −ln(1 − x).
    private static double[] FromMiddle(double[] values, double middle, int shift) => Array.ConvertAll(values, value =>
    {
        if (shift == 1 && value < 0) return -DoubleMath.Log1p(-value);
        var near = (value - middle) / (middle + shift);
        return Math.Abs(near) <= 0.5 ? DoubleMath.Log1p(near) : Math.Log((value + shift) / (middle + shift));
    });

    private static double Spread(double[] values, double[] logarithms, double[] weights, double power)
    {
        double[] y = [.. values.Zip(logarithms, (value, logarithm) => Transformed(value, logarithm, power))];
        return DeviationOf(y, weights, Average(y, weights));
    }

    // Numbers below zero have their own power. A positive feature has none, so their unit is always 1.
    private static double Transformed(double value, double logarithm, double power) =>
        logarithm < 0 && value < 0 ? -Power(-logarithm, 2 - power) : Power(logarithm, power);

    private static double Power(double logarithm, double power) =>
        Math.Abs(power) < 1e-20 ? logarithm : DoubleMath.Expm1(power * logarithm) / power;

    private static double Average(double[] values, double[] weights)
    {
        var (sum, weight) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++) (sum, weight) = (sum + values[i] * weights[i], weight + weights[i]);
        return sum / weight;
    }

    private static double DeviationOf(double[] values, double[] weights, double mean)
    {
        var (sum, weight) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
            (sum, weight) = (sum + (values[i] - mean) * (values[i] - mean) * weights[i], weight + weights[i]);
        return Math.Sqrt(sum / weight);
    }
}
