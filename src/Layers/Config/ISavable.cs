namespace Layers;

/// <summary>A layer that can be saved: it writes its settings and can be created from them.</summary>
/// <typeparam name="TSelf">The layer's own class.</typeparam>
/// <remarks>The library writes the name, <c>trainable</c> and the dtype, and stores weights separately. Register a custom layer with
/// <see cref="LayerRegistry.Register{TLayer}(string, string)"/> before saving or loading.</remarks>
public interface ISavable<TSelf>
    where TSelf : Layer, ISavable<TSelf>
{
    /// <summary>Writes the constructor's settings.</summary>
    /// <param name="config">The writer to add the settings to.</param>
    void WriteConfig(ConfigWriter config);

    /// <summary>Creates the layer from its settings.</summary>
    /// <param name="config">The reader of the settings.</param>
    static abstract TSelf FromConfig(ConfigReader config);
}
