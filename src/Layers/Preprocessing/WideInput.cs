using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Inputs that are declared wider than the arithmetic of a layer. The layer computes with them in float64 and narrows the result,
/// so that time stamps and other large numbers keep their spread.</summary>
internal static class WideInput
{
    /// <summary>Returns whether float32 cannot hold every number of a type.</summary>
    public static bool IsWide(DType type) => type is DType.Float64 or DType.Int64 or DType.UInt64 or DType.Int32 or DType.UInt32;

    /// <summary>Casts the input to the type of the formula. It is not rounded to the 16 bits of a policy, because the largest number of
    /// float16 is 65,504, and a formula that centers its input also takes larger numbers.</summary>
    public static Value Of(Value x, DTypePolicy policy) => Cast(x, IsWide(x.Type) ? DType.Float64 : policy.ArithmeticType);

    /// <summary>Casts the output to the type of the policy.</summary>
    public static Value Narrowed(Value y, DTypePolicy policy) => Cast(Cast(y, policy.ArithmeticType), policy.ComputeType);
}
