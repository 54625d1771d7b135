using System.Runtime.CompilerServices;

namespace Layers;

/// <summary>The sums of one feature's lanes, relative to their common shift.</summary>
internal struct FeatureSums
{
    public long Count;
    public double Sum, Squares, Minimum, Maximum;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int count, double sum, double squares, double minimum, double maximum)
    {
        if (count == 0) return;
        Minimum = Count == 0 ? minimum : Math.Min(Minimum, minimum);
        Maximum = Count == 0 ? maximum : Math.Max(Maximum, maximum);
        Count += count;
        Sum += sum;
        Squares += squares;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Moments About(double shift)
    {
        if (Count == 0) return default;
        var offset = Sum / Count;
        var (mean, residual) = Moments.Sum(shift, 0, offset);
        // Negative only if the squares underflow relative to their sum, for deviations of 1e-163 and less. Math.Max keeps a NaN.
        return new Moments(Count, mean, residual, Math.Max(Squares - offset * Sum, 0), Minimum, Maximum, Count);
    }
}
