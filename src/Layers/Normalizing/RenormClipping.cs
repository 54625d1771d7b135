using System.Text.Json.Nodes;

namespace Layers;

/// <summary>The bounds within which batch renormalization corrects a batch's statistics towards the moving statistics.</summary>
/// <remarks>Source: <see href="https://arxiv.org/abs/1702.03275"/> (Ioffe, 2017).</remarks>
public sealed record RenormClipping
{
    /// <summary>The smallest factor of the standard deviation; <see langword="null"/> (the default) for no bound.</summary>
    public double? RMin { get; init; }

    /// <summary>The largest factor of the standard deviation; <see langword="null"/> (the default) for no bound.</summary>
    public double? RMax { get; init; }

    /// <summary>The largest shift of the mean in either direction, 0 or more; <see langword="null"/> (the default) for no bound.</summary>
    public double? DMax { get; init; }

    internal void Check(string layer)
    {
        if (RMax < RMin)
            throw Throw.BadArgument(layer, "renormClipping", "a largest factor that is not below the smallest factor",
                FormattableString.Invariant($"{RMin} to {RMax}"));
        if (DMax < 0) throw Throw.BadArgument(layer, "renormClipping", "a largest shift of 0 or more", DMax);
    }

    internal JsonObject Write()
    {
        var json = new JsonObject();
        foreach (var (key, value) in new[] { ("rmax", RMax), ("rmin", RMin), ("dmax", DMax) })
            if (value is { } number)
                json[key] = number;
        return json;
    }

    internal static RenormClipping Read(JsonNode? node, string owner)
    {
        if (node is null) return new();
        if (node is not JsonObject json) throw Throw.WrongSetting(owner, "renorm_clipping", "an object", node);
        var settings = new ConfigReader(json, owner);
        var clipping = new RenormClipping
        {
            RMin = settings.OptionalNumber("rmin"),
            RMax = settings.OptionalNumber("rmax"),
            DMax = settings.OptionalNumber("dmax")
        };
        settings.RefuseUnread();
        return clipping;
    }
}
