namespace Layers;

/// <summary>The values of a sketch in ascending order with their weights, from which quantiles and ranks are read.</summary>
internal sealed class SketchItems
{
    // For each item, the weight of all items before it.
    private readonly double[] _before;
    private readonly bool _isExact, _countsRows;

    public SketchItems(double[] values, double[] weights, bool isExact)
    {
        Values = values;
        Weights = weights;
        _before = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            _before[i] = Weight;
            Weight += weights[i];
        }
        _isExact = isExact;
        _countsRows = Array.TrueForAll(weights, weight => weight == Math.Floor(weight));
    }

    /// <summary>The values, in ascending order.</summary>
    public double[] Values { get; }

    /// <summary>The number of values that each value represents.</summary>
    public double[] Weights { get; }

    /// <summary>The sum of the weights.</summary>
    public double Weight { get; }

    /// <summary>Returns the value below which a share of all values is, interpolated linearly between neighbours.</summary>
    /// <param name="q">The share, from 0 to 1.</param>
    /// <remarks>For an exact sketch the result equals that of <c>numpy.quantile</c>, with a value of an integer weight w repeated w times;
    /// otherwise each value is in the middle of those that it represents.</remarks>
    public double Quantile(double q)
    {
        if (Values.Length == 0) return double.NaN;
        if (!_isExact) return Between(q * Weight, Middle, Middle);
        if (_countsRows) return Between(q * (Weight - 1), i => _before[i], i => _before[i] + Weights[i] - 1);
        var (first, last) = (Middle(0), Middle(Values.Length - 1));
        return Between(first + q * (last - first), Middle, Middle);
    }

    /// <summary>Returns the share of values below a value; equal values count half.</summary>
    public double Rank(double value)
    {
        var (below, to) = (Below(value), AtOrBelow(value));
        return ((below < Values.Length ? _before[below] : Weight) + (to < Values.Length ? _before[to] : Weight)) / 2 / Weight;
    }

    /// <summary>Returns the share of values below a value.</summary>
    public double ShareBelow(double value)
    {
        var below = Below(value);
        return below < Values.Length ? _before[below] / Weight : 1;
    }

    /// <summary>Returns the share of values at or below a value.</summary>
    public double ShareAtOrBelow(double value)
    {
        var to = AtOrBelow(value);
        return to < Values.Length ? _before[to] / Weight : 1;
    }

    /// <summary>Returns the value at a position in the cumulative weights.</summary>
    public double At(double place)
    {
        var (low, high) = (0, Values.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_before[middle] <= place) low = middle;
            else high = middle - 1;
        }
        return Values[low];
    }

    private double Middle(int i) => _before[i] + Weights[i] / 2;

    // A value is returned from its first to its last position; positions between two values are interpolated.
    private double Between(double place, Func<int, double> first, Func<int, double> last)
    {
        var (low, high) = (0, Values.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (first(middle) <= place) low = middle;
            else high = middle - 1;
        }
        if (low == Values.Length - 1 || place <= last(low)) return Values[low];
        var share = (place - last(low)) / (first(low + 1) - last(low));
        // Not a + s(b − a), which overflows if the values are far apart.
        return Values[low] == Values[low + 1] ? Values[low] : (1 - share) * Values[low] + share * Values[low + 1];
    }

    private int Below(double value) => First(i => Values[i] >= value);

    private int AtOrBelow(double value) => First(i => Values[i] > value);

    private int First(Func<int, bool> isPast)
    {
        var (low, high) = (0, Values.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (isPast(middle)) high = middle;
            else low = middle + 1;
        }
        return low;
    }
}
