namespace Layers;

/// <summary>Repeats the constants of one row for several rows.</summary>
internal static class Tiles
{
    // Enough elements to make the cost of a call negligible, and little memory compared with the data.
    private const int Elements = 512;

    public static T[] Repeat<T>(T[] row)
    {
        if (row.Length is 0 or >= Elements) return row;
        var tile = new T[Elements / row.Length * row.Length];
        for (var start = 0; start < tile.Length; start += row.Length) row.CopyTo(tile, start);
        return tile;
    }
}
