using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Layers.Graphs;

namespace Layers.Onnx;

/// <summary>Tensors with the memory alignment of ONNX Runtime's own tensors.</summary>
/// <remarks>Some kernels of ONNX Runtime process the elements before the first aligned address one by one, and all others with SIMD
/// instructions. The two differ in the last bits. Without alignment, the same numbers would give different bits each time.</remarks>
internal static class AlignedTensors
{
    /// <summary>The alignment in bytes.</summary>
    public const int Alignment = 64;

    /// <summary>Returns zeros in pinned memory. Only types that training uses are aligned: those of 4 and 8 bytes.</summary>
    public static TensorData Zeros(DType type, Shape shape) => type switch
    {
        DType.Float32 => Zeros<float>(shape),
        DType.Float64 => Zeros<double>(shape),
        DType.Int32 => Zeros<int>(shape),
        DType.Int64 => Zeros<long>(shape),
        _ => TensorData.Zeros(type, shape),
    };

    public static TensorData Copy(TensorData data)
    {
        var copy = Zeros(data.Type, data.Shape);
        data.AsBytes().CopyTo(copy.WritableBytes());
        return copy;
    }

    private static unsafe TensorData Zeros<T>(Shape shape)
        where T : unmanaged
    {
        if (shape.Rank == 0) return TensorData.Zeros(DTypes.Of<T>(), shape);
        var length = checked((int)shape.Length);
        var array = GC.AllocateArray<T>(length + (Alignment / sizeof(T)), pinned: true);
        var address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
        var start = (int)((Alignment - (address % Alignment)) % Alignment / sizeof(T));
        return TensorData.Of(Tensor.Create(array, start, [.. shape.ToArray().Select(size => (nint)size)], default));
    }
}
