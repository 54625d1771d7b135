namespace Layers;

/// <summary>An index that a row program looked up and that is not in the table; whoever knows the layers says whose table it is.</summary>
internal sealed class RowIndexException(long index, long size) : InvalidOperationException(FormattableString.Invariant($"The index {index} is outside 0 to {size - 1}."))
{
    public long Index { get; } = index;

    public long Size { get; } = size;
}
