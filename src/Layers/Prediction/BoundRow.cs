using System.Runtime.InteropServices;

namespace Layers;

/// <summary>The row engine on tensors that stay the same while their one row changes: a prediction allocates nothing. For one thread at a
/// time.</summary>
internal sealed class BoundRow(RowProgram program, TensorData[] tensors, (RowProgram Program, TensorData[] Tensors)[] checks)
{
    // So many truth values of a check are looked at without allocating.
    private const int OnTheStack = 1024;

    /// <summary>The type of what it gives.</summary>
    public DType Type => program.Output.Type;

    /// <summary>How many numbers it gives.</summary>
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
    /// <param name="results">As many numbers as it gives.</param>
    public void Run(Span<float> results) => program.RunRow(tensors, MemoryMarshal.AsBytes(results));
}
