namespace Layers.Graphs;

public static partial class Ops
{
    /// <summary>Returns whether two elements are equal, as bool.</summary>
    public static Value Equal(Value a, Value b) => Binary(Op.Equal, a, b);

    /// <summary>Returns whether an element of <paramref name="a"/> is less than that of <paramref name="b"/>, as bool.</summary>
    public static Value Less(Value a, Value b) => Binary(Op.Less, a, b);

    /// <summary>Returns whether an element of <paramref name="a"/> is less than or equal to that of <paramref name="b"/>, as
    /// bool.</summary>
    public static Value LessOrEqual(Value a, Value b) => Binary(Op.LessOrEqual, a, b);

    /// <summary>Returns whether an element of <paramref name="a"/> is greater than that of <paramref name="b"/>, as bool.</summary>
    public static Value Greater(Value a, Value b) => Binary(Op.Greater, a, b);

    /// <summary>Returns whether an element of <paramref name="a"/> is greater than or equal to that of <paramref name="b"/>, as
    /// bool.</summary>
    public static Value GreaterOrEqual(Value a, Value b) => Binary(Op.GreaterOrEqual, a, b);

    /// <summary>Returns whether two bool elements are both true.</summary>
    public static Value And(Value a, Value b) => Binary(Op.And, a, b);

    /// <summary>Returns whether one or both of two bool elements are true.</summary>
    public static Value Or(Value a, Value b) => Binary(Op.Or, a, b);

    /// <summary>Returns whether each bool element is false.</summary>
    public static Value Not(Value x) => Unary(Op.Not, x);

    /// <summary>Returns whether each floating-point element is NaN, as bool.</summary>
    public static Value IsNaN(Value x) => Unary(Op.IsNaN, x);

    /// <summary>Returns whether each floating-point element is infinite, with either sign, as bool.</summary>
    public static Value IsInf(Value x) => Unary(Op.IsInf, x);

    /// <summary>Returns <paramref name="a"/> where the condition is true, and <paramref name="b"/> elsewhere. All three
    /// broadcast.</summary>
    /// <param name="condition">The condition, bool.</param>
    /// <param name="a">The value where the condition is true.</param>
    /// <param name="b">The value elsewhere.</param>
    public static Value Where(Value condition, Value a, Value b)
    {
        ArgumentNullException.ThrowIfNull(condition);
        (a, b) = Strong(a, b);
        return Make(Op.Where, [condition, a, b]);
    }
}
