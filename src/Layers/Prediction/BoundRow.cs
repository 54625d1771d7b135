using System.Runtime.InteropServices;

namespace Layers;

/// <summary>The row engine bound to tensors with a single row, whose numbers may change between predictions. A prediction allocates
/// nothing. An instance is for one thread at a time.</summary>
internal sealed class BoundRow(RowProgram program, TensorData[] tensors, (RowProgram Program, TensorData[] Tensors)[] checks)
{
    // The largest number of Booleans that a check returns without allocating.
    private const int OnTheStack = 1024;

    /// <summary>The element type of the output.</summary>
    public DType Type => program.Output.Type;

    /// <summary>The number of elements of the output.</summary>
    public int Length => program.Output.Length;

    /// <summary>Whether every layer can compute with the row.</summary>
    public bool IsRight()
    {
        Span<byte> few = stackalloc byte[OnTheStack];
        foreach (var (check, read) in checks)
        {
            var length = check.Output.Length;
            var right = length <= OnTheStack ? few[..length] : new byte[length];
            check.RunRow(read, right);
            if (right.Contains((byte)0)) return false;
        }
        return true;
    }

    /// <summary>Predicts the row.</summary>
    /// <param name="results">The memory for the output, of the length <see cref="Length"/>.</param>
    public void Run(Span<float> results) => program.RunRow(tensors, MemoryMarshal.AsBytes(results));
}
