namespace Layers;

/// <summary>Steps of a distribution: numbers in ascending order, NaN last, and the number of values that each step represents.
/// Immutable.</summary>
/// <param name="Values">The numbers.</param>
/// <param name="Weights">The number of values that each step represents.</param>
internal sealed record Steps(float[] Values, float[] Weights)
{
    public static Steps None { get; } = new([], []);

    /// <summary>Whether the steps can come from data.</summary>
    public bool IsSound
    {
        get
        {
            if (Values.Length == 0 || Values.Length != Weights.Length || !Weights.All(weight => float.IsFinite(weight) && weight >= 0))
                return false;
            for (var i = 1; i < Values.Length; i++)
                if (Values[i] < Values[i - 1] || (float.IsNaN(Values[i - 1]) && !float.IsNaN(Values[i]))) return false;
            return Weights.Sum() > 0;
        }
    }

    /// <summary>Returns the steps of a batch.</summary>
    /// <param name="numbers">One or more numbers; they are sorted in place.</param>
    /// <param name="epsilon">The share of the numbers that a step represents.</param>
    public static Steps Of(float[] numbers, double epsilon)
    {
        Sort(numbers);
        // This divides as numpy does, so that the last digit is the same.
        var step = Math.Max(numbers.Length / (1.0 / epsilon), 1);
        var (first, stride) = ((int)(step - 1), (int)step);
        var values = new float[(numbers.Length - first + stride - 1) / stride];
        for (var i = 0; i < values.Length; i++) values[i] = numbers[first + i * stride];
        var weights = new float[values.Length];
        Array.Fill(weights, (float)step);
        return new(values, weights);
    }

    /// <summary>Merges these steps with others, and compresses the result to <paramref name="epsilon"/>.</summary>
    public Steps Joined(Steps other, double epsilon)
    {
        float[] values = [.. Values, .. other.Values], weights = [.. Weights, .. other.Weights];
        // The sort is stable: equal numbers keep their order.
        var order = Enumerable.Range(0, values.Length).OrderBy(i => float.IsNaN(values[i])).ThenBy(i => values[i]).ToArray();
        return new Steps(Array.ConvertAll(order, i => values[i]), Array.ConvertAll(order, i => weights[i])).Compressed(epsilon);
    }

    /// <summary>Returns the steps at the shares <c>epsilon, 2 · epsilon, …</c> of the total weight, interpolated linearly between two
    /// steps.</summary>
    public Steps Compressed(double epsilon)
    {
        if (Values.Length * epsilon < 1) return this;
        var sums = new float[Weights.Length];
        var sum = 0f;
        for (var i = 0; i < sums.Length; i++) sums[i] = sum += Weights[i];
        var shares = Array.ConvertAll(sums, part => part / sum);
        // This computes the count as numpy does. The count is one too many for some shares.
        var count = (int)Math.Ceiling(1 / epsilon);
        var (values, weights) = (new float[count], new float[count]);
        var before = 0.0;
        for (var i = 0; i < count; i++)
        {
            var share = epsilon + i * epsilon;
            values[i] = (float)Between(share, shares, Values);
            var until = Between(share, shares, sums);
            weights[i] = (float)(until - before);
            before = until;
        }
        return new(values, weights);
    }

    // Interpolates linearly as numpy does; beyond the ends, the result is the end value.
    private static double Between(double x, float[] from, float[] to)
    {
        var above = FirstAbove(x, from);
        if (above == 0) return to[0];
        var j = above - 1;
        if (above == from.Length || from[j] == x) return to[j];
        var slope = ((double)to[above] - to[j]) / ((double)from[above] - from[j]);
        var y = slope * (x - from[j]) + to[j];
        if (!double.IsNaN(y)) return y;
        y = slope * (x - from[above]) + to[above];
        return double.IsNaN(y) && to[j] == to[above] ? to[j] : y;
    }

    private static int FirstAbove(double x, float[] sorted)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] <= x) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    // .NET sorts NaN first, numpy last.
    private static void Sort(float[] numbers)
    {
        Array.Sort(numbers);
        var missing = Array.FindIndex(numbers, number => !float.IsNaN(number));
        if (missing <= 0) return;
        Array.Copy(numbers, missing, numbers, 0, numbers.Length - missing);
        Array.Fill(numbers, float.NaN, numbers.Length - missing, missing);
    }
}
