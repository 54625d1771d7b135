namespace Layers;

/// <summary>Writes and reads the asset files of layers in an archive.</summary>
internal static class Assets
{
    /// <summary>Returns the asset files of all layers of a model, as entries.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> Write(Model model)
    {
        foreach (var (place, layer, _) in Places(model))
        {
            var assets = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
            ((IHasAssets)layer).SaveAssets(assets);
            foreach (var (name, bytes) in assets)
            {
                if (!IsName(name)) throw Throw.BadAssetName(layer, name);
                yield return (place + name, bytes);
            }
        }
    }

    /// <summary>Throws if Keras would read a word differently from a layer's files.</summary>
    /// <exception cref="LayerException">There is such a word.</exception>
    public static void RequireKept(Model model)
    {
        foreach (var (_, layer, _) in Places(model))
            if (layer is IKeepsWords { LostWord: { } word }) throw Throw.WordLostInFile(layer, word);
    }

    /// <summary>Gives each layer of a model its asset files.</summary>
    /// <exception cref="InvalidDataException">A file is damaged, or a layer cannot use it.</exception>
    public static void Read(ModelEntries entries, Model model)
    {
        // The files of a shared layer are stored at least in its first place.
        var hasSpace = model is FeatureSpace
            && entries.Names.Any(name => name.StartsWith($"{Archive.Assets}/{FeatureSpaceJson.Preprocessors}/", StringComparison.Ordinal));
        var files = Places(model, hasSpace).DistinctBy(pair => pair.Layer)
            .ToDictionary(pair => pair.Place, pair => (pair.Layer, Files: new Dictionary<string, byte[]>()));
        if (files.Count == 0) return;
        foreach (var name in entries.Names.Where(name => name.StartsWith(Archive.Assets, StringComparison.Ordinal) && name[^1] != '/'))
            // Each folder above a file may be the place of a layer.
            for (var at = name.IndexOf('/', StringComparison.Ordinal) + 1; at > 0; at = name.IndexOf('/', at) + 1)
                if (files.TryGetValue(name[..at], out var own))
                    own.Files[name[at..]] = entries.Required(name);
        foreach (var (place, (layer, own)) in files)
            FileFaults.In(entries.Path, place.TrimEnd('/'), () => ((IHasAssets)layer).LoadAssets(own));
    }

    // Each place ends in a slash, because one name may be a prefix of another. WeightTree.Layers is called only if a layer has assets,
    // because most models have none.
    private static IEnumerable<PlacedLayer> Places(Model model, bool? hasSpace = null) =>
        LayerPlaces.Of(model).Any(pair => pair.Layer is IHasAssets)
            ? WeightTree.Layers("", model, hasSpace).Where(pair => pair.Layer is IHasAssets)
                .Select(pair => pair with { Place = $"{Archive.Assets}/{pair.Place}/" })
            : [];

    // A name that leads out of the folder could overwrite any file of the machine that unpacks the archive.
    private static bool IsName(string name) =>
        name.Split('/').All(part => part.Length > 0 && part is not ("." or "..") && !part.AsSpan().ContainsAny('\\', '\0', ':'));
}
