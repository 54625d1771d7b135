namespace Layers;

/// <summary>Constants of one row, repeated for several.</summary>
internal static class Tiles
{
    // Enough that a call's own cost does not count, and little beside what it works on.
    private const int Elements = 512;

    public static T[] Repeat<T>(T[] row)
    {
        if (row.Length is 0 or >= Elements) return row;
        var tile = new T[Elements / row.Length * row.Length];
        for (var start = 0; start < tile.Length; start += row.Length) row.CopyTo(tile, start);
        return tile;
    }
}
