namespace Layers;

/// <summary>The exception for an index outside the table of a lookup in a row program. The caller, which knows the layers, adds the name of
/// the layer.</summary>
internal sealed class RowIndexException(long index, long size)
    : InvalidOperationException(FormattableString.Invariant($"The index {index} is outside 0 to {size - 1}."))
{
    public long Index { get; } = index;

    public long Size { get; } = size;
}
