namespace Layers;

/// <summary>A value of a row program: the number of its elements per row, and its memory.</summary>
/// <remarks>It has no sizes, so values of the graph that differ only in shape are the same row value.</remarks>
internal sealed class RowValue(DType type, int length)
{
    public DType Type { get; } = type;

    /// <summary>The number of elements per row.</summary>
    public int Length { get; } = length;

    /// <summary>The number of bytes per row.</summary>
    public int Bytes => Length * Type.Size();

    /// <summary>Whether several steps read the value, so that a following operator cannot be fused into the step that computes
    /// it.</summary>
    public bool IsShared { get; set; }

    public RowPlace Place { get; set; } = RowPlace.Scratch;

    /// <summary>The offset in the scratch memory of one row, in bytes.</summary>
    public int Offset { get; set; }
}
