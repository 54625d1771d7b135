using static Layers.Graphs.Ops;

namespace Layers.Graphs.Tests;

/// <summary>A C# number takes the element type of the other operand.</summary>
public sealed class WeakNumberTests
{
    private static readonly Value s_x = Input("x", ["batch"]);
    private static readonly Value s_d = Input("d", ["batch"], DType.Float64);
    private static readonly Value s_i = Input("i", ["batch"], DType.Int64);
    private static readonly Value s_b = Input("b", ["batch"], DType.UInt8);
    private static readonly Value s_c = Input("c", ["batch"], DType.Bool);

    private static readonly TestCaseData[] s_meetings =
    [
        Case((s_x - 1) / 2, "Div(Sub, 2) : float32[batch]"),
        Case((s_i - 1) / 2, "Div(Sub, 2) : int64[batch]"),
        Case(1 / s_x, "Div(1, x) : float32[batch]"),
        Case(s_x + 0.1, "Add(x, 0.1) : float32[batch]"),
        Case(s_d + 0.1, "Add(d, 0.1) : float64[batch]"),
        Case(s_x + 1.0 / 3, "Add(x, 0.33333334) : float32[batch]"),
        Case(s_d + 1.0 / 3, "Add(d, 0.3333333333333333) : float64[batch]"),
        Case(Max(Sqrt(s_x), 1e-7), "Max(Sqrt, 1E-07) : float32[batch]"),
        Case(s_i < 3, "Less(i, 3) : bool[batch]"),
        Case(s_b * 255, "Mul(b, 255) : uint8[batch]"),
        Case(s_c & 1, "And(c, true) : bool[batch]"),
        Case(Pow(2, s_d), "Pow(2, d) : float64[batch]"),
        Case(Where(s_c, s_i, 0), "Where(c, i, 0) : int64[batch]"),
        Case(Where(s_c, 1, 0), "Where(c, 1, 0) : float32[batch]"),
        Case(Clip(s_i, -1, 1), "Clip(i, -1, 1) : int64[batch]"),
        Case(Range(0, Cast(3, DType.Int32), 1), "Range(0, 3, 1) : int32[Range(0, 3, 1)]"),
        Case((Value)1 + 2, "Add(1, 2) : float32"),
        Case(Exp(2), "Exp(2) : float32"),
        Case(Reshape(2.5, 1), "Reshape(2.5, {1}) : float32[1]"),
        Case(Unsqueeze(3, 0), "Unsqueeze(3, {0}) : float32[1]"),
        Case(Cast(2.75, DType.Int64), "int64(2)"),
        Case(Graph.Of(1.5).Outputs[0].Value, "float32(1.5)"),
    ];

    [TestCaseSource(nameof(s_meetings))]
    public void ANumber_TakesTheTypeOfTheOtherOperand(Value value, string expected) => Assert.That(value.ToString(), Is.EqualTo(expected));

    private static readonly TestCaseData[] s_misfits =
    [
        Misfit(s_i, 0.5, "int64 cannot hold 0.5. Cast the operand to a floating-point type, or round the number."),
        Misfit(s_i, double.NaN, "int64 cannot hold NaN."),
        Misfit(s_i, 9.3e18, "int64 cannot hold 9.3E+18."),
        Misfit(s_b, -1, "uint8 cannot hold -1."),
        Misfit(s_b, 256, "uint8 cannot hold 256."),
        Misfit(s_c, 2, "bool cannot hold 2."),
        Misfit(Input("s", ["batch"], DType.String), 2, "a string cannot hold 2. Use a constant string."),
    ];

    [TestCaseSource(nameof(s_misfits))]
    public void ANumberThatAnIntegerTypeDoesNotHold_IsRefused(Value x, double number, string message) =>
        Assert.That(() => Equal(x, number),
            Throws.ArgumentException.With.Message.StartsWith($"A number takes the element type of the other operand, but {message}"));

    private static readonly TestCaseData[] s_scalars =
        [.. Enum.GetValues<DType>().Where(type => type != DType.String)
        .Select(type => new TestCaseData(type, type == DType.Bool ? $"{type.Name()}(true)" : $"{type.Name()}(1)")
        .SetArgDisplayNames(type.Name()))];

    [TestCaseSource(nameof(s_scalars))]
    public void EveryTypeButText_HasScalars(DType type, string expected)
    {
        Assert.That(Scalar(1, type).ToString(), Is.EqualTo(expected));
        Assert.That((Input("x", [], type) is var x && type == DType.Bool ? x & 1 : x + 1).Type, Is.EqualTo(type));
    }

    private static TestCaseData Case(Value value, string expected) => new TestCaseData(value, expected).SetArgDisplayNames(expected);

    private static TestCaseData Misfit(Value x, double number, string message) =>
        new TestCaseData(x, number, message).SetArgDisplayNames($"{number} for {x.Type.Name()}");
}
