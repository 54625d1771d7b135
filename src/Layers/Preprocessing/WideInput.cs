using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Inputs declared wider than the arithmetic of a layer: they are worked on in float64 and become narrower afterwards, so that time stamps
/// and other large numbers keep their spread.</summary>
internal static class WideInput
{
    /// <summary>The input in the type that the formula should run in.</summary>
    public static Value Of(Value x, DTypePolicy policy)
    {
        var isWide = x.Type is DType.Float64 or DType.Int64 or DType.UInt64 && policy.ComputeType != DType.Float64;
        return isWide ? Cast(x, DType.Float64) : Cast(Cast(x, policy.ComputeType), policy.ArithmeticType);
    }

    /// <summary>What comes out, in the type that the policy asks for.</summary>
    public static Value Narrowed(Value y, DTypePolicy policy) => Cast(Cast(y, policy.ArithmeticType), policy.ComputeType);
}
