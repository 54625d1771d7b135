namespace Layers;

/// <summary>A layer that keeps files of its own in the archive, beside its settings and weights, as Keras's lookup layers keep
/// <c>vocabulary.txt</c>.</summary>
/// <remarks>They stand where Keras has them: <c>assets/</c>, the layer's place among the weights, and the name of the file, for example
/// <c>assets/layers/string_lookup/vocabulary.txt</c>. In Keras such a layer has <c>save_assets</c> and <c>load_assets</c>.</remarks>
/// <example><code>
/// public void SaveAssets(IDictionary&lt;string, byte[]&gt; assets) => assets["words.txt"] = Encoding.UTF8.GetBytes(string.Join('\n', _words));
/// public void LoadAssets(IReadOnlyDictionary&lt;string, byte[]&gt; assets) => _words = Encoding.UTF8.GetString(assets["words.txt"]).Split('\n');
/// </code></example>
public interface IHasAssets
{
    /// <summary>Adds the layer's files.</summary>
    /// <param name="assets">Their content by name; <c>/</c> stands between a folder and what is in it.</param>
    void SaveAssets(IDictionary<string, byte[]> assets);

    /// <summary>Takes the layer's files, after its weights.</summary>
    /// <param name="assets">Their content by name; empty where the file has none for the layer. Another program may have written them:
    /// throw <see cref="InvalidDataException"/> or <see cref="ArgumentException"/> where they cannot be used, or one is missing.</param>
    void LoadAssets(IReadOnlyDictionary<string, byte[]> assets);
}
