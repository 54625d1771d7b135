using Layers.Graphs;

namespace Layers;

/// <summary>Converts dates, as texts or numbers, to the local time of a time zone.</summary>
internal static class DateKernel
{
    public static TensorData LocalTicks(Node node, TensorData x)
    {
        var (from, to) = (TimeZones.Find((string)node.Attributes["from"]), TimeZones.Find((string)node.Attributes["to"]));
        var found = x.Type == DType.String
            ? Read(x.AsSpan<string>(), (string)node.Attributes["format"], (string)node.Attributes["missing"], from, to)
            : Read(x, node.Int("first", 0), node.Int("unit", 1), from, to);
        return TensorData.Of(found, x.Shape);
    }

    private static long[] Read(ReadOnlySpan<string> texts, string format, string missing, TimeZoneInfo from, TimeZoneInfo to)
    {
        var found = new long[texts.Length];
        for (var i = 0; i < found.Length; i++)
        {
            found[i] = texts[i] == missing ? Ops.MissingTicks
                : (format.Length == 0 ? IsoDate.TryParse(texts[i], out var ticks, out var offset)
                    : DateFormat.TryParse(texts[i], format, out ticks, out offset)) ? TimeZones.Convert(ticks, offset, from, to)
                : Ops.InvalidTicks;
        }
        return found;
    }

    private static long[] Read(TensorData x, long first, long unit, TimeZoneInfo from, TimeZoneInfo to)
    {
        var found = new long[x.Length];
        var last = first + DateTime.MaxValue.Ticks / unit;
        for (var i = 0; i < found.Length; i++)
        {
            if (x.Type == DType.Float64 && double.IsNaN(x.AsSpan<double>()[i])) found[i] = Ops.MissingTicks;
            else if (x.Type == DType.Float64 && !(x.AsSpan<double>()[i] >= first && x.AsSpan<double>()[i] <= last))
                found[i] = Ops.InvalidTicks;
            else
            {
                var number = x.Type == DType.Float64 ? (long)Math.Floor(x.AsSpan<double>()[i]) : x.AsSpan<long>()[i];
                found[i] = number < first || number > last ? Ops.InvalidTicks : TimeZones.Convert((number - first) * unit, null, from, to);
            }
        }
        return found;
    }
}
