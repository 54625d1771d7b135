using System.Globalization;
using System.Text.RegularExpressions;

namespace Layers;

/// <summary>Says in which layer's table an index was looked up that is not there, where ONNX Runtime only knows that one was.</summary>
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

    /// <summary>What to throw instead of an engine's fault; null where it is about no index of a layer.</summary>
    public static LayerException? Of(Layer layer, Exception e) =>
        Find(e) is { } fault && Owners(layer, fault.Size) is { Count: > 0 } owners ? Throw.IndexOutside(owners, fault.Index, fault.Size, e) : null;

    private static (long Index, long Size)? Find(Exception e)
    {
        var all = e is AggregateException several ? several.Flatten().InnerExceptions[0] : e;
        if (all is RowIndexException fault) return (fault.Index, fault.Size);
        if (Outside().Match(all.Message) is not { Success: true } match) return null;
        return (long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), long.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture) + 1);
    }

    // Of several with as many indices any may be the one.
    private static List<Layer> Owners(Layer layer, long size) =>
        [.. (layer.LookupSize == size ? [layer] : Enumerable.Empty<Layer>()).Concat(layer.Children.SelectMany(child => Owners(child, size)))];

    [GeneratedRegex(@"out of data bounds, idx=(-?\d+) must be within the inclusive range \[-?\d+,(\d+)\]")]
    private static partial Regex Outside();
}
