namespace Layers.Graphs;

public static partial class Ops
{
    /// <summary>Whether both are equal.</summary>
    public static Value Equal(Value a, Value b) => Binary(Op.Equal, a, b);

    /// <summary>Whether the first is less.</summary>
    public static Value Less(Value a, Value b) => Binary(Op.Less, a, b);

    /// <summary>Whether the first is not greater.</summary>
    public static Value LessOrEqual(Value a, Value b) => Binary(Op.LessOrEqual, a, b);

    /// <summary>Whether the first is greater.</summary>
    public static Value Greater(Value a, Value b) => Binary(Op.Greater, a, b);

    /// <summary>Whether the first is not less.</summary>
    public static Value GreaterOrEqual(Value a, Value b) => Binary(Op.GreaterOrEqual, a, b);

    /// <summary>Whether both are true.</summary>
    public static Value And(Value a, Value b) => Binary(Op.And, a, b);

    /// <summary>Whether one is true.</summary>
    public static Value Or(Value a, Value b) => Binary(Op.Or, a, b);

    /// <summary>Whether it is false.</summary>
    public static Value Not(Value x) => Unary(Op.Not, x);

    /// <summary>Whether it is not a number.</summary>
    public static Value IsNaN(Value x) => Unary(Op.IsNaN, x);

    /// <summary>Whether it is infinite, of either sign.</summary>
    public static Value IsInf(Value x) => Unary(Op.IsInf, x);

    /// <summary><paramref name="a"/> where the condition is true, <paramref name="b"/> elsewhere.</summary>
    /// <param name="condition">Truth values.</param>
    /// <param name="a">Broadcasts with the others.</param>
    /// <param name="b">Broadcasts with the others.</param>
    public static Value Where(Value condition, Value a, Value b)
    {
        ArgumentNullException.ThrowIfNull(condition);
        (a, b) = Strong(a, b);
        return Make(Op.Where, [condition, a, b]);
    }
}
