namespace Layers;

/// <summary>Data formats by Keras's names.</summary>
internal static class DataFormats
{
    public static string Name(DataFormat format) => format == DataFormat.ChannelsFirst ? "channels_first" : "channels_last";

    public static DataFormat Parse(string? name, string owner, string key) => name switch
    {
        null or "channels_last" => DataFormat.ChannelsLast,
        "channels_first" => DataFormat.ChannelsFirst,
        _ => throw Throw.UnknownName(owner, key, "data format", name, ["channels_last", "channels_first"]),
    };
}
