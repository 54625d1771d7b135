using System.Runtime.InteropServices;

namespace Layers;

/// <summary>The memory of one run of a row program over a few rows.</summary>
internal readonly ref struct RowFrame(ReadOnlySpan<byte> input, Span<byte> output, Span<byte> scratch, int rows, bool isStreamed, TensorData[] tensors, int start)
{
    private readonly ReadOnlySpan<byte> _input = input;
    private readonly Span<byte> _output = output;
    private readonly Span<byte> _scratch = scratch;

    public int Rows { get; } = rows;

    /// <summary>The inputs of a program of several, or of texts.</summary>
    public TensorData[] Tensors { get; } = tensors;

    /// <summary>The first row of this run in them.</summary>
    public int Start { get; } = start;

    /// <summary>Whether the results of the whole call are more than the caches hold, in memory that stands still.</summary>
    public bool IsStreamed { get; } = isStreamed;

    /// <summary>A value's elements, row after row.</summary>
    public ReadOnlySpan<T> Read<T>(RowValue value) where T : unmanaged =>
        value.Place == RowPlace.Input ? MemoryMarshal.Cast<byte, T>(_input) : Write<T>(value);

    /// <summary>A value's elements, to be set.</summary>
    public Span<T> Write<T>(RowValue value) where T : unmanaged =>
        MemoryMarshal.Cast<byte, T>(value.Place == RowPlace.Output ? _output : _scratch.Slice(value.Offset * Rows, value.Bytes * Rows));
}
