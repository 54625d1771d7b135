namespace Layers;

/// <summary>The position of the channel axis of images.</summary>
public enum DataFormat
{
    /// <summary><c>(batch, height, width, channels)</c>, Keras's default.</summary>
    ChannelsLast,

    /// <summary><c>(batch, channels, height, width)</c>.</summary>
    ChannelsFirst,
}
