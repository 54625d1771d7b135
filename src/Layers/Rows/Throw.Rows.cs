namespace Layers;

internal static partial class Throw
{
    public static RowIndexException IndexOutsideTable(long index, long size) => new(index, size);
}
