namespace Layers;

/// <summary>The files of layers in an archive, both ways.</summary>
internal static class Assets
{
    /// <summary>The files of all layers below a model, as entries.</summary>
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

    /// <summary>Refuses a word that Keras would read otherwise from a layer's files.</summary>
    /// <exception cref="LayerException">There is one.</exception>
    public static void RequireKept(Model model)
    {
        foreach (var (_, layer, _) in Places(model))
            if (layer is IKeepsWords { LostWord: { } word }) throw Throw.WordLostInFile(layer, word);
    }

    /// <summary>Gives every layer below a model its files.</summary>
    /// <exception cref="InvalidDataException">A file is damaged, or a layer cannot use it.</exception>
    public static void Read(ModelEntries entries, Model model)
    {
        // A shared layer has its files in its first place, at least.
        var places = Places(model).DistinctBy(pair => pair.Layer).ToArray();
        if (places.Length == 0) return;
        string[] names = [.. entries.Names.Where(name => name.StartsWith(Archive.Assets, StringComparison.Ordinal))];
        foreach (var (place, layer, _) in places)
        {
            var assets = new Dictionary<string, byte[]>();
            foreach (var name in names.Where(name => name.Length > place.Length && name[^1] != '/' && name.StartsWith(place, StringComparison.Ordinal)))
                assets[name[place.Length..]] = entries.Required(name);
            FileFaults.In(entries.Path, place.TrimEnd('/'), () => ((IHasAssets)layer).LoadAssets(assets));
        }
    }

    // By place, whose names may begin alike: each ends in a slash.
    private static IEnumerable<PlacedLayer> Places(Model model) =>
        WeightTree.Layers("", model).Where(pair => pair.Layer is IHasAssets).Select(pair => pair with { Place = $"{Archive.Assets}/{pair.Place}/" });

    // What leads out of the folder could lead to any file of the machine that unpacks it.
    private static bool IsName(string name) => name.Split('/').All(part => part.Length > 0 && part is not ("." or "..") && !part.AsSpan().ContainsAny('\\', '\0', ':'));
}
