using System.Globalization;
using System.Text.RegularExpressions;

namespace Layers;

/// <summary>Names the layer in whose table a missing index was looked up. ONNX Runtime reports only the index.</summary>
internal static partial class IndexFaults
{
    public static T Named<T>(Layer layer, Func<T> run)
    {
        try
        {
            return run();
        }
        catch (Exception e) when (Of(layer, e) is { } named)
        {
            throw named;
        }
    }

    /// <summary>Returns the exception to throw instead of an engine's exception; null if it is not about an index of a layer.</summary>
    public static LayerException? Of(Layer layer, Exception e) =>
        Find(e) is { } fault && Owners(layer, fault.Size) is { Count: > 0 } owners
            ? Throw.IndexOutside(owners, fault.Index, fault.Size, e) : null;

    private static (long Index, long Size)? Find(Exception e)
    {
        var all = e is AggregateException several ? several.Flatten().InnerExceptions[0] : e;
        if (all is RowIndexException fault) return (fault.Index, fault.Size);
        if (Outside().Match(all.Message) is not { Success: true } match) return null;
        return (long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture),
            long.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture) + 1);
    }

    // If several layers have tables of this size, the index may belong to any of them.
    private static List<Layer> Owners(Layer layer, long size) =>
        [.. (layer.LookupSize == size ? [layer] : Enumerable.Empty<Layer>())
            .Concat(layer.Children.SelectMany(child => Owners(child, size)))];

    [GeneratedRegex(@"out of data bounds, idx=(-?\d+) must be within the inclusive range \[-?\d+,(\d+)\]")]
    private static partial Regex Outside();
}
