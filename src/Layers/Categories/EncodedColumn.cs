namespace Layers;

/// <summary>What a column's categories are: its values in ascending order, texts by their UTF-8 bytes, and the index of each.</summary>
/// <param name="Values">A <see cref="string"/> or <see cref="long"/> array.</param>
/// <param name="Indices">Of each value; rare ones share the last.</param>
/// <param name="HasRare">Whether the last index is that of rare values.</param>
internal sealed record EncodedColumn(Array Values, long[] Indices, bool HasRare)
{
    /// <summary>How many indices there are.</summary>
    public int Count { get; } = Indices.Length == 0 ? 0 : (int)Indices.Max() + 1;

    /// <summary>The index of rare values; −1 where there are none.</summary>
    public long Rare => HasRare ? Count - 1 : -1;
}
