using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Reads weights that are split across several files, as Keras writes them with <c>max_shard_size</c>: an index
/// <c>name.weights.json</c>, and the files that it lists.</summary>
internal static class ShardedWeights
{
    /// <summary>The part of the index that lists the files, for messages about the content of all of them.</summary>
    public const string Entry = "weight_map";

    /// <summary>Reads all files into one tree.</summary>
    public static WeightGroup Read(string path)
    {
        var root = new WeightGroup();
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        foreach (var shard in Shards(path))
        {
            // A name with a folder could refer to any file of this machine.
            if (Path.GetFileName(shard) != shard || shard is "." or "..") throw Throw.BadShard(path, shard);
            var file = Path.Combine(folder, shard);
            if (!File.Exists(file)) throw Throw.MissingShard(path, shard);
            using var stream = RegularFile.Open(file);
            Merge(root, FileFaults.In(file, ModelFile.Root, () => WeightsFile.Read(stream)), path);
        }
        return root;
    }

    private static IEnumerable<string> Shards(string path)
    {
        var json = FileFaults.In(path, Entry, () => KerasJson.Parse(RegularFile.Read(path, Array.MaxLength)));
        var names = from entry in (json as JsonObject)?[Entry] as JsonObject ?? []
                    from name in entry.Value is JsonArray list ? list.ToArray() : [entry.Value]
                    select JsonWords.Text(name) ?? throw Throw.BadShard(path, name?.ToJsonString() ?? "null");
        return names.Distinct();
    }

    private static void Merge(WeightGroup into, WeightGroup from, string path)
    {
        foreach (var (name, group) in from.Groups) Merge(into.At(name), group, path);
        foreach (var name in from.Tensors)
        {
            if (!into.IsFree(name)) throw Throw.RepeatedShardTensor(path, name);
            into.Add(name, () => from[name]);
        }
    }
}
