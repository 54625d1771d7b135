using System.Runtime.InteropServices;

namespace Layers;

/// <summary>The memory of one run of a row program over a block of rows.</summary>
internal readonly ref struct RowFrame(ReadOnlySpan<byte> input, Span<byte> output, Span<byte> scratch, int rows, bool isStreamed,
    TensorData[] tensors, int start)
{
    private readonly ReadOnlySpan<byte> _input = input;
    private readonly Span<byte> _output = output;
    private readonly Span<byte> _scratch = scratch;

    public int Rows { get; } = rows;

    /// <summary>The input tensors of a program with several inputs or with texts.</summary>
    public TensorData[] Tensors { get; } = tensors;

    /// <summary>The first row of this run in the input tensors.</summary>
    public int Start { get; } = start;

    /// <summary>Whether kernels may bypass the caches when writing the output, because the output of the whole call is larger than the
    /// caches and in pinned memory.</summary>
    public bool IsStreamed { get; } = isStreamed;

    /// <summary>Returns a value's elements, row after row.</summary>
    public ReadOnlySpan<T> Read<T>(RowValue value) where T : unmanaged =>
        value.Place == RowPlace.Input ? MemoryMarshal.Cast<byte, T>(_input) : Write<T>(value);

    /// <summary>Returns a value's elements for writing.</summary>
    public Span<T> Write<T>(RowValue value) where T : unmanaged =>
        MemoryMarshal.Cast<byte, T>(value.Place == RowPlace.Output ? _output : _scratch.Slice(value.Offset * Rows, value.Bytes * Rows));
}
