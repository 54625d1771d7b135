using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layers;

/// <summary>A buffer that starts at a cache line, so that no vector in it crosses a line, and whose address does not change.</summary>
/// <remarks>Measured with a 13-64-64-1 network, a row took 0.19 to 0.25 µs, depending on the process, with unaligned weights, and 0.19 to
/// 0.22 µs with aligned weights.</remarks>
internal sealed class AlignedMemory<T> where T : unmanaged
{
    /// <summary>The size of a cache line in bytes.</summary>
    public const int Line = 64;

    private readonly T[] _memory;
    private readonly int _start;

    /// <param name="length">The number of elements, which are zero.</param>
    public unsafe AlignedMemory(int length)
    {
        Length = length;
        // The array is pinned, so that its address does not change.
        _memory = GC.AllocateArray<T>(length + (Line / sizeof(T)), pinned: true);
        var address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_memory));
        _start = (int)(-address & (Line - 1)) / sizeof(T);
    }

    public int Length { get; }

    public ref T First => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_memory), _start);

    public Span<T> Span => _memory.AsSpan(_start, Length);
}
