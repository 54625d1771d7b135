using System.Runtime.Intrinsics;

namespace Layers;

/// <summary>The SIMD width of this machine.</summary>
internal static class Wide
{
    /// <summary>The number of float32 elements in the machine's widest vector; 4 if it has none, in which case portable code
    /// runs.</summary>
    public static int Count =>
        Vector512.IsHardwareAccelerated ? Vector512<float>.Count :
        Vector256.IsHardwareAccelerated ? Vector256<float>.Count :
        Vector128<float>.Count;
}
