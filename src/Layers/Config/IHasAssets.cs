namespace Layers;

/// <summary>A layer that has its own files in the archive, in addition to its settings and weights, as Keras's lookup layers have
/// <c>vocabulary.txt</c>.</summary>
/// <remarks>The files have the same paths as in Keras: <c>assets/</c>, the layer's path in the weights, and the name of the file, for
/// example <c>assets/layers/string_lookup/vocabulary.txt</c>. In Keras, a layer with files has the methods <c>save_assets</c> and
/// <c>load_assets</c>.</remarks>
/// <example><code>
/// public void SaveAssets(IDictionary&lt;string, byte[]&gt; assets) =>
///     assets["words.txt"] = Encoding.UTF8.GetBytes(string.Join('\n', _words));
/// public void LoadAssets(IReadOnlyDictionary&lt;string, byte[]&gt; assets) =>
///     _words = Encoding.UTF8.GetString(assets["words.txt"]).Split('\n');
/// </code></example>
public interface IHasAssets
{
    /// <summary>Adds the layer's files.</summary>
    /// <param name="assets">The dictionary to add to: the content of each file by name. <c>/</c> separates folders.</param>
    void SaveAssets(IDictionary<string, byte[]> assets);

    /// <summary>Reads the layer's files. It is called after the weights are set.</summary>
    /// <param name="assets">The content of each file by name; empty if the archive has no files of the layer. Another program may have
    /// written the files: throw <see cref="InvalidDataException"/> or <see cref="ArgumentException"/> if a file is missing or cannot be
    /// used.</param>
    void LoadAssets(IReadOnlyDictionary<string, byte[]> assets);
}
