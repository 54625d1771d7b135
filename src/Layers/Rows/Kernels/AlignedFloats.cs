using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layers;

/// <summary>Numbers that start at a line of the cache, so that no vector of them lies in two lines.</summary>
/// <remarks>Measured with a 13-64-64-1 network, a row took between 0.19 and 0.34 µs, depending on where the arrays of its weights happened to lie.</remarks>
internal sealed class AlignedFloats
{
    private const int Line = 64;

    private readonly float[] _memory;
    private readonly int _start;

    /// <param name="length">How many numbers; they are zeros.</param>
    public unsafe AlignedFloats(int length)
    {
        Length = length;
        // Pinned, so that the address stays what it is.
        _memory = GC.AllocateArray<float>(length + (Line / sizeof(float)), pinned: true);
        var address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_memory));
        _start = (int)(-address & (Line - 1)) / sizeof(float);
    }

    public int Length { get; }

    public ref float First => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_memory), _start);

    public Span<float> Span => _memory.AsSpan(_start, Length);
}
