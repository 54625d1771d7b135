using System.Runtime.Intrinsics;

namespace Layers;

/// <summary>How wide this machine's vectors are.</summary>
internal static class Wide
{
    /// <summary>Numbers of float32 in the widest vector that the machine works on at once; 4 where it has none, by portable code.</summary>
    public static int Count =>
        Vector512.IsHardwareAccelerated ? Vector512<float>.Count :
        Vector256.IsHardwareAccelerated ? Vector256<float>.Count :
        Vector128<float>.Count;
}
