using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Loads a whole model from one HDF5 file: settings as texts on the root, weights and the optimizer's state by name. Keras 3 still
/// writes this format of Keras 2.</summary>
internal static class LegacyModel
{
    private const string OptimizerWeights = "optimizer_weights", Config = "model_config", Training = "training_config";

    /// <summary>Returns the release of Keras that wrote a file; null if the file does not name it.</summary>
    public static string? KerasVersion(WeightGroup root) =>
        root.Notes.GetValueOrDefault("keras_version") is [var version, ..] ? version : null;

    public static Model Read(string path, WeightGroup root, bool compile)
    {
        var notes = new LoadNotes { KerasVersion = KerasVersion(root), IsHdf5 = true };
        if (notes.KerasVersion is { } version && version.StartsWith("1.", StringComparison.Ordinal)) throw Throw.KerasOne(path, version);
        // Keras 3 writes HDF5 files with the same settings.
        notes.IsOfKeras2 = notes.KerasVersion?.StartsWith("2.", StringComparison.Ordinal) ?? false;
        notes.Entry = Config;
        var json = FileFaults.In(path, Config, () => LegacyJson.Layer(Parse(root, Config), notes));
        ReleaseSettings.Remove(json, notes);
        var model = FileFaults.In(path, Config, () => LayerJson.Read(json)) as Model
            ?? throw Throw.NotAModel(path, KerasObjects.ClassName(json)!);
        if (model.Inputs.Count == 0) throw Throw.LegacyWithoutInput(path);

        var plan = new WeightPlan(notes);
        var weights = LegacyWeights.Find(root) ?? throw Throw.NoLegacyWeights(path);
        FileFaults.In(path, "model_weights", () => LegacyWeights.Read(path, weights, model, plan, byName: false));
        notes.Entry = Training;
        if (compile && root.Notes.ContainsKey(Training)
            && FileFaults.In(path, Training, () => LegacyCompile.OfHdf5(Parse(root, Training), notes)) is { } compiled)
        {
            FileFaults.In(path, Training, () => model.Compile(CompileJson.Read(compiled, model.OutputNames)));
            notes.Entry = OptimizerWeights;
            if (root.Groups.ContainsKey(OptimizerWeights))
                FileFaults.In(path, OptimizerWeights,
                    () => OptimizerVariables.Read(model.Optimizer!, model.TrainableWeights,
                    LegacyWeights.Tensors(path, root, OptimizerWeights), plan, notes));
        }
        plan.Apply();
        model.LoadReport = notes.OfModel();
        // As in Keras, checks are off until the user turns them on.
        model.ChecksValues = false;
        return model;
    }

    private static JsonNode Parse(WeightGroup root, string note) =>
        KerasJson.Parse(string.Concat(root.Notes[note])) ?? throw Throw.NullJson();
}
