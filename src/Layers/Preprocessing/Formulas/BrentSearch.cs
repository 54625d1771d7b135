namespace Layers;

/// <summary>The minimization of a function of one number without its derivative: Brent, "Algorithms for minimization without derivatives"
/// (1973), chapter 5.</summary>
internal static class BrentSearch
{
    private const double Golden = 0.3819660112501051; // 2 − φ
    private const double Growth = 1.618033988749895;
    private const double Tolerance = 1.48e-8;
    private const int MostSteps = 1000;

    /// <summary>Returns the minimum: steps downhill from two numbers until the function increases, then narrows the interval.</summary>
    public static double Minimum(Func<double, double> f, double from, double to)
    {
        var (a, b) = (from, to);
        var (fa, fb) = (f(a), f(b));
        if (fa < fb) (a, b, fa, fb) = (b, a, fb, fa);
        var c = b + Growth * (b - a);
        var fc = f(c);
        for (var step = 0; fc < fb && step < MostSteps; step++, fc = f(c)) (a, b, c, fb) = (b, c, c + Growth * (c - b), fc);
        return Narrow(f, Math.Min(a, c), Math.Max(a, c), b, fb);
    }

    private static double Narrow(Func<double, double> f, double low, double high, double x, double fx)
    {
        var (w, v, fw, fv) = (x, x, fx, fx);
        var (step, before) = (0.0, 0.0);
        for (var i = 0; i < 500; i++)
        {
            var middle = (low + high) / 2;
            var tolerance = Tolerance * Math.Abs(x) + 1e-11;
            if (Math.Abs(x - middle) <= 2 * tolerance - (high - low) / 2) break;
            // A parabola through the three best points, if its minimum is inside and the steps get smaller; else the golden section of the
            // larger part.
            var (r, q) = ((x - w) * (fx - fv), (x - v) * (fx - fw));
            var p = (x - v) * q - (x - w) * r;
            q = 2 * (q - r);
            if (q > 0) p = -p;
            q = Math.Abs(q);
            if (Math.Abs(before) > tolerance && Math.Abs(p) < Math.Abs(q * before / 2) && p > q * (low - x) && p < q * (high - x))
            {
                (before, step) = (step, p / q);
                if (x + step - low < 2 * tolerance || high - x - step < 2 * tolerance) step = x < middle ? tolerance : -tolerance;
            }
            else
            {
                before = x < middle ? high - x : low - x;
                step = Golden * before;
            }
            var u = x + (Math.Abs(step) >= tolerance ? step : Math.CopySign(tolerance, step));
            var fu = f(u);
            if (fu <= fx)
            {
                if (u < x) high = x;
                else low = x;
                (v, fv, w, fw, x, fx) = (w, fw, x, fx, u, fu);
                continue;
            }
            if (u < x) low = u;
            else high = u;
            if (fu <= fw || w == x) (v, fv, w, fw) = (w, fw, u, fu);
            else if (fu <= fv || v == x || v == w) (v, fv) = (u, fu);
        }
        return x;
    }
}
