namespace Layers.Graphs;

public static partial class Ops
{
    /// <summary>The bucket of each element: FarmHash's <c>Fingerprint64</c> of its UTF-8 bytes, as an unsigned number, modulo the number of buckets, as Keras's
    /// <c>Hashing</c> has it. An integer is hashed as its decimal digits.</summary>
    /// <remarks>Managed code computes it before the engine runs; ONNX has no such operator, so a model with it has no ONNX file. No gradient flows through it.</remarks>
    /// <param name="x">string or an integer type, any shape.</param>
    /// <param name="buckets">How many there are, 1 or more.</param>
    /// <returns>int64 from 0 to <c>buckets − 1</c>.</returns>
    public static Value FarmHash64(Value x, long buckets)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(buckets, 1);
        return Unary(Op.FarmHash64, x, ("buckets", buckets));
    }
}
