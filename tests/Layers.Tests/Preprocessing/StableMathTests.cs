using Layers.Onnx;

namespace Layers.Tests;

/// <summary>Functions that are precise near zero.</summary>
public sealed class StableMathTests
{
    private static readonly double[] s_numbers = [.. Enumerable.Range(-300, 310).Where(i => i > -38)
        .SelectMany(i => new[] { Math.Pow(10, i / 4.0), Math.Pow(10, i / 9.0) / 3 }), 1e-30, 1e-20, 1e-12, 3e-8, 0.4, 0.9];

    [TestCase(DType.Float32, 4e-7)]
    [TestCase(DType.Float64, 1e-15)]
    public void Log1p_IsRightToTheLastDigits(DType type, double tolerance)
    {
        double[] x = [.. s_numbers.Where(n => n < 1e30), .. s_numbers.Where(n => n < 0.95).Select(n => -n)];
        Compare(StableMath.Log1p, DoubleMath.Log1p, x, type, tolerance);
        // The reference is tested where a series is exact: ln(1 + x) is x − x²/2 + x³/3 near zero.
        foreach (var small in x.Where(n => Math.Abs(n) < 1e-5))
            Assert.That(DoubleMath.Log1p(small), Is.EqualTo(small * (1 - small / 2 + small * small / 3)).Within(1e-15 * Math.Abs(small)));
    }

    [TestCase(DType.Float32, 8e-7)]
    [TestCase(DType.Float64, 2e-15)]
    public void Expm1_IsRightToTheLastDigits(DType type, double tolerance)
    {
        double[] x = [.. s_numbers.Where(n => n < 10), .. s_numbers.Where(n => n < 10).Select(n => -n)];
        Compare(StableMath.Expm1, DoubleMath.Expm1, x, type, tolerance);
        foreach (var small in x.Where(n => Math.Abs(n) < 1e-5))
            Assert.That(DoubleMath.Expm1(small), Is.EqualTo(small * (1 + small / 2 + small * small / 6)).Within(1e-15 * Math.Abs(small)));
    }

    [Test]
    public void Log1p_OfMinusOne_IsMinusInfinity()
    {
        using var session = new OnnxSession(Graph.Of(StableMath.Log1p(Ops.Input("x", ["n"]))));
        Assert.That(session.Run(TensorData.Of([-1f, float.NaN], [2]))[0].ToArray<float>(),
            Is.EqualTo(new[] { float.NegativeInfinity, float.NaN }));
    }

    private static void Compare(Func<Value, Value> formula, Func<double, double> exact, double[] numbers, DType type, double tolerance)
    {
        var x = Ops.Input("x", ["n"], type);
        using var session = new OnnxSession(Graph.Of(formula(x)));
        var input = Casting.Of(numbers, [numbers.Length], type);
        var (given, y) = (Mismatch.Doubles(input), Mismatch.Doubles(session.Run(input)[0]));
        for (var i = 0; i < y.Length; i++)
            Assert.That(y[i], Is.EqualTo(exact(given[i])).Within(tolerance * Math.Abs(exact(given[i]))), $"{given[i]}");
    }
}
