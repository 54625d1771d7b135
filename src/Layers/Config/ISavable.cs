namespace Layers;

/// <summary>A layer that a file can hold: it writes its settings and can be made from them again.</summary>
/// <typeparam name="TSelf">The layer's own class.</typeparam>
/// <remarks>Name, <c>trainable</c> and dtype are written by the library; weights are stored apart. Register a layer of your own
/// with <see cref="LayerRegistry.Register{TLayer}(string, string)"/> before saving or loading.</remarks>
public interface ISavable<TSelf>
    where TSelf : Layer, ISavable<TSelf>
{
    /// <summary>Writes the constructor's settings.</summary>
    /// <param name="config">Where to.</param>
    void WriteConfig(ConfigWriter config);

    /// <summary>Makes the layer from its settings.</summary>
    /// <param name="config">Where from.</param>
    static abstract TSelf FromConfig(ConfigReader config);
}
