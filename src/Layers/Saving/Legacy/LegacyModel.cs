using System.Text.Json;
using System.Text.Json.Nodes;

namespace Layers;

/// <summary>A whole model in one HDF5 file: settings as texts on the root, weights and the optimizer's memory by name. Keras 2's format, which Keras 3
/// still writes.</summary>
internal static class LegacyModel
{
    private const string OptimizerWeights = "optimizer_weights";

    public static Model Read(string path, WeightGroup root, bool compile)
    {
        if (root.Notes.GetValueOrDefault("keras_version") is [var version, ..] && version.StartsWith("1.", StringComparison.Ordinal)) throw Throw.KerasOne(path, version);
        var json = LegacyJson.Layer(Parse(path, root, "model_config"));
        if (LayerJson.Read(json) is not Model model) throw Throw.NotAModel(path, KerasObjects.ClassName(json)!);
        if (model.Inputs.Count == 0) throw Throw.LegacyWithoutInput(path);

        var plan = new WeightPlan();
        LegacyWeights.Read(path, LegacyWeights.Find(root) ?? throw Throw.NoLegacyWeights(path), model, plan, byName: false);
        if (compile && root.Notes.ContainsKey("training_config") && LegacyCompile.Read(Parse(path, root, "training_config"), plan) is { } compiled)
        {
            model.Compile(CompileJson.Read(compiled, model.OutputNames));
            if (root.Groups.ContainsKey(OptimizerWeights))
                OptimizerVariables.Read(model.Optimizer!, model.TrainableWeights, LegacyWeights.Tensors(path, root, OptimizerWeights), plan);
        }
        model.LoadWarnings = plan.Apply();
        return model;
    }

    private static JsonNode Parse(string path, WeightGroup root, string note)
    {
        try
        {
            return KerasJson.Parse(string.Concat(root.Notes[note])) ?? throw new JsonException("It is null.");
        }
        catch (JsonException e)
        {
            throw Throw.BadJson(path, note, e);
        }
    }
}
