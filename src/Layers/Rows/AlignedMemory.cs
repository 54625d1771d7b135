using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layers;

/// <summary>Memory that starts at a line of the cache, so that no vector of it lies in two lines, and stays where it is.</summary>
/// <remarks>Measured with a 13-64-64-1 network, a row took 0.19 to 0.25 µs from process to process where the arrays of its weights lay
/// anywhere, and 0.19 to 0.22 where they start so.</remarks>
internal sealed class AlignedMemory<T> where T : unmanaged
{
    /// <summary>Bytes in a line of the cache.</summary>
    public const int Line = 64;

    private readonly T[] _memory;
    private readonly int _start;

    /// <param name="length">How many elements; they are zeros.</param>
    public unsafe AlignedMemory(int length)
    {
        Length = length;
        // Pinned, so that its address stays what it is.
        _memory = GC.AllocateArray<T>(length + (Line / sizeof(T)), pinned: true);
        var address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_memory));
        _start = (int)(-address & (Line - 1)) / sizeof(T);
    }

    public int Length { get; }

    public ref T First => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_memory), _start);

    public Span<T> Span => _memory.AsSpan(_start, Length);
}
