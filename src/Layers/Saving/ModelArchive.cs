using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Layers;

/// <summary>A model as the entries of a <c>.keras</c> archive, both ways, whether they are in a zip file or in a folder.</summary>
internal static class ModelArchive
{
    // The newest release whose key set every release since 3.3 accepts.
    private const string KerasVersion = "3.12.0";

    public static (string Name, byte[] Bytes)[] Write(Model model)
    {
        model.RequireAdapted();
        // All of one moment, whatever other threads train or adapt.
        using var together = WeightChanges.Together();
        var config = Encoding.UTF8.GetBytes(KerasJson.Write(LayerJson.Write(model)));
        using var buffer = new MemoryStream();
        WeightsFile.Write(WeightTree.Write(model), buffer);
        var weights = buffer.ToArray();
        var saved = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd@HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        var metadata = new JsonObject { ["keras_version"] = KerasVersion, ["date_saved"] = saved };
        return
        [
            (Archive.Metadata, Encoding.UTF8.GetBytes(KerasJson.Write(metadata))),
            (Archive.Config, config),
            (Archive.Weights, weights),
            (Archive.Extra, ExtraState.Write(model, config, weights)),
        ];
    }

    public static Model Read(string path, IReadOnlyDictionary<string, byte[]?> entries, bool compile)
    {
        var (config, weights) = (entries[Archive.Config]!, entries[Archive.Weights]!);
        var json = Parse(path, config);
        var extra = ExtraState.Open(entries[Archive.Extra], config, weights);
        if (extra.Model(json) is not Model model) throw Throw.NotAModel(path, KerasObjects.ClassName(json)!);

        var plan = new WeightPlan();
        var tree = WeightsFile.Read(weights);
        WeightTree.Read(tree, model, plan);
        if (compile && json["compile_config"] is JsonObject { Count: > 0 } compiled)
        {
            model.Compile(CompileJson.Read(compiled, model.OutputNames));
            WeightTree.ReadOptimizer(tree, model.Optimizer!, model.TrainableWeights, plan);
        }
        var left = plan.Apply();
        extra.Restore(model);
        model.LoadWarnings = extra.Reason is null ? left : [.. left, extra.Reason];
        return model;
    }

    private static JsonNode Parse(string path, byte[] bytes)
    {
        try
        {
            return KerasJson.Parse(Encoding.UTF8.GetString(bytes)) ?? throw new JsonException("It is null.");
        }
        catch (JsonException e)
        {
            throw Throw.BadJson(path, Archive.Config, e);
        }
    }
}
