using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The margins before and after each spatial or time axis, for layers that crop and layers that pad.</summary>
internal static class Margins
{
    public static bool IsNegative((int Before, int After)[] sides) => Array.Exists(sides, side => side.Before < 0 || side.After < 0);

    /// <summary>Returns the input without its margins.</summary>
    /// <exception cref="LayerException">The input has another rank, or an axis would be empty.</exception>
    public static Value Crop(Layer layer, Value x, (int Before, int After)[] sides, DataFormat format)
    {
        RequireRank(layer, x, sides.Length);
        var first = ChannelsFirst.FirstAxis(format);
        // Checks all axes before the first is cropped, so that messages have the shape of the input.
        foreach (var (i, (before, after)) in sides.Index())
            if (x.Shape[first + i].IsKnown && (long)before + after >= x.Shape[first + i].Size)
                throw Throw.CropsEverything(layer, first + i, (long)before + after, x.Shape);
        foreach (var (i, (before, after)) in sides.Index())
            if (before > 0 || after > 0) x = Slice(x, before, after == 0 ? long.MaxValue : -after, first + i);
        return x;
    }

    /// <summary>Returns the input with margins of zeros.</summary>
    /// <exception cref="LayerException">The input has another rank, or is not numeric.</exception>
    public static Value Pad(Layer layer, Value x, (int Before, int After)[] sides, DataFormat format)
    {
        if (x.Type is DType.String or DType.Bool) throw Throw.NeedsNumbers(layer, x);
        RequireRank(layer, x, sides.Length);
        var first = ChannelsFirst.FirstAxis(format);
        var (before, after) = (new long[x.Shape.Rank], new long[x.Shape.Rank]);
        foreach (var (i, side) in sides.Index()) (before[first + i], after[first + i]) = side;
        return Ops.Pad(x, before, after);
    }

    private static void RequireRank(Layer layer, Value x, int sides)
    {
        if (x.Shape.Rank != sides + 2) throw Throw.WrongRank(layer, $"rank {sides + 2}", x.Shape);
    }
}
