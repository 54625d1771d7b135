using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Inputs declared wider than the arithmetic of a layer: they are worked on in float64 and become narrower afterwards, so that
/// time stamps and other large numbers keep their spread.</summary>
internal static class WideInput
{
    /// <summary>Whether float32 does not hold every number of a type.</summary>
    public static bool IsWide(DType type) => type is DType.Float64 or DType.Int64 or DType.UInt64 or DType.Int32 or DType.UInt32;

    /// <summary>The input in the type that the formula should run in. It is not rounded to the 16 bits of a policy: 65,504 is the largest
    /// number of float16, and a formula that centres brings larger ones below it.</summary>
    public static Value Of(Value x, DTypePolicy policy) => Cast(x, IsWide(x.Type) ? DType.Float64 : policy.ArithmeticType);

    /// <summary>What comes out, in the type that the policy asks for.</summary>
    public static Value Narrowed(Value y, DTypePolicy policy) => Cast(Cast(y, policy.ArithmeticType), policy.ComputeType);
}
