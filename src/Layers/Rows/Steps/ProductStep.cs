using System.Numerics;
using System.Numerics.Tensors;

namespace Layers;

/// <summary>A step that multiplies rows by a constant matrix, for any numeric type; float32 uses <see cref="DenseStep"/>.</summary>
/// <param name="x">The rows, each of one or more vectors.</param>
/// <param name="matrix">The columns of the matrix, one after the other.</param>
/// <param name="size">The number of elements of a vector and of a column.</param>
/// <param name="y">The result.</param>
internal sealed class ProductStep<T>(RowValue x, T[] matrix, int size, RowValue y) : RowStep(y, x) where T : unmanaged, INumber<T>
{
    public override long Work => (long)Result.Length * size;

    public override void Run(in RowFrame frame)
    {
        var from = frame.Read<T>(Inputs[0]);
        var to = frame.Write<T>(Result);
        var columns = matrix.Length / size;
        for (var i = 0; i < to.Length; i++)
            to[i] = TensorPrimitives.Dot(from.Slice(i / columns * size, size), matrix.AsSpan(i % columns * size, size));
    }
}
