using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>Lists the differences between an archive of Layers and an archive of Keras: settings, weights and their places,
/// assets.</summary>
internal static class ArchiveMismatch
{
    public static IEnumerable<string> Of(string ours, string theirs)
    {
        using var a = new Opened(ours);
        using var b = new Opened(theirs);
        foreach (var text in ConfigMismatch.Of("", Without(KerasJson.Parse(a["config.json"])), Without(KerasJson.Parse(b["config.json"]))))
            yield return text;
        var (assets, others) = (a.Assets, b.Assets);
        if (!assets.SequenceEqual(others)) yield return $"assets {string.Join(", ", assets)} instead of {string.Join(", ", others)}";
        foreach (var asset in assets.Intersect(others))
            if (!a[asset].SequenceEqual(b[asset])) yield return $"{asset} has other bytes";
        var (weights, expected) = (Weights(a), Weights(b));
        foreach (var place in weights.Keys.Except(expected.Keys)) yield return $"{place} is not in Keras's file";
        foreach (var (place, tensor) in expected)
            if (!weights.TryGetValue(place, out var own)) yield return $"{place} is not there";
            else
                foreach (var text in Mismatch.OfNumbers(place, own, tensor, new(0, 0))) yield return text;
    }

    // Removes the marks of objects with several places, which do not concern their contents.
    private static JsonNode? Without(JsonNode? node) => node switch
    {
        JsonObject pairs =>
            new JsonObject(pairs.Where(pair => pair.Key != LayerEntries.Mark)
            .Select(pair => KeyValuePair.Create(pair.Key, Without(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Without)]),
        _ => node?.DeepClone(),
    };

    private static Dictionary<string, TensorData> Weights(Opened archive)
    {
        var found = new Dictionary<string, TensorData>();
        Find(WeightsFile.Read(archive["model.weights.h5"]), "");
        return found;

        void Find(WeightGroup group, string place)
        {
            foreach (var name in group.Tensors) found[$"{place}{name}"] = group[name];
            foreach (var (name, inner) in group.Groups) Find(inner, $"{place}{name}/");
        }
    }

    private sealed class Opened(string path) : IDisposable
    {
        private readonly ZipArchive _zip = ZipFile.OpenRead(path);

        public string[] Assets =>
            [.. _zip.Entries.Select(entry => entry.FullName).Where(name => name.StartsWith("assets/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

        public byte[] this[string name]
        {
            get
            {
                using var stream = _zip.GetEntry(name)!.Open();
                using var buffer = new MemoryStream();
                stream.CopyTo(buffer);
                return buffer.ToArray();
            }
        }

        public void Dispose() => _zip.Dispose();
    }
}
