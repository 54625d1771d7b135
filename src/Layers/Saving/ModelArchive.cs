using System.Text;
using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Writes a model as the entries of a <c>.keras</c> archive and reads it, from a zip file or a folder.</summary>
internal static class ModelArchive
{
    // The newest release whose settings are accepted by every release since 3.3.
    private const string KerasVersion = "3.12.0";

    public static (string Name, byte[] Bytes)[] Write(Model model, SaveOptions options)
    {
        model.RequireAdapted();
        // The entries are a consistent snapshot, even if other threads train or adapt.
        using var together = WeightChanges.Together();
        if (!options.AcceptLostWords) Assets.RequireKept(model);
        var config = Encoding.UTF8.GetBytes(KerasJson.Write(model is FeatureSpace space && FeatureSpaceJson.IsExpressible(space)
            ? FeatureSpaceJson.Write(space) : LayerJson.Write(model)));
        using var buffer = new MemoryStream();
        WeightsFile.Write(WeightTree.Write(model, makesModel: true), buffer);
        var weights = buffer.ToArray();
        var saved = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd@HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        var metadata = new JsonObject { ["keras_version"] = KerasVersion, ["date_saved"] = saved };
        return
        [
            (Archive.Metadata, Encoding.UTF8.GetBytes(KerasJson.Write(metadata))),
            (Archive.Config, config),
            (Archive.Weights, weights),
            (Archive.Extra, ExtraState.Write(model, config, weights, options.HealthRow)),
            .. Assets.Write(model),
        ];
    }

    public static Model Read(ModelEntries entries, bool compile)
    {
        var (path, config, notes) = (entries.Path, entries.Required(Archive.Config),
            new LoadNotes { KerasVersion = ArchiveMetadata.KerasVersion(entries) });
        var (weightsEntry, weights, tree) = ArchiveWeights.Read(entries, notes);
        var plan = new WeightPlan(notes);
        notes.Entry = Archive.Config;
        var json = FileFaults.In(path, Archive.Config, () => KerasJson.Parse(config) ?? throw Throw.NullJson());
        notes.IsOfKeras2 = LegacyJson.IsIn(notes.KerasVersion, config);
        if (notes.IsOfKeras2) json = FileFaults.In(path, Archive.Config, () => Modern(json, notes));
        ReleaseSettings.Remove(json, notes);
        var extra = ExtraState.Open(entries.Optional(Archive.Extra), config, weights);
        var model = FileFaults.In(path, Archive.Config, () => extra.Model(json, tree)) as Model
            ?? throw Throw.NotAModel(path, KerasObjects.ClassName(json)!);

        FileFaults.In(path, weightsEntry, () => WeightTree.Read(tree, model, plan));
        if (compile && json["compile_config"] is JsonObject { Count: > 0 } compiled)
        {
            FileFaults.In(path, Archive.Config,
                () => model.Compile(FileFaults.At(compiled, () => CompileJson.Read(compiled, model.OutputNames))));
            notes.Entry = weightsEntry;
            FileFaults.In(path, weightsEntry, () => WeightTree.ReadOptimizer(tree, model, model.Optimizer!, plan, notes));
        }
        plan.Apply();
        extra.RestoreWords(model);
        Assets.Read(entries, model);
        extra.Restore(model);
        notes.Entry = Archive.Extra;
        if (extra.Reason is { } reason) notes.Warn($"The archive's {Archive.Extra}", reason);
        extra.Remember(model, notes);
        model.LoadReport = notes.OfModel();
        return model;
    }

    private static JsonObject Modern(JsonNode json, LoadNotes notes)
    {
        var modern = LegacyJson.Layer(json, notes);
        if (modern["compile_config"] is JsonObject { Count: > 0 } compiled)
            modern["compile_config"] = LegacyCompile.OfArchive(compiled, notes);
        return modern;
    }
}
