namespace Layers;

/// <summary>Where each layer's weights are in the HDF5 file: by class name and count within their model, never by the layer's name.</summary>
internal static class WeightTree
{
    private const string Optimizer = "optimizer/vars";

    // Where releases between Keras 2.12 and 3 kept their layers.
    private const string OldLayers = "_layer_checkpoint_dependencies";

    /// <summary>Whether a file has the groups of a weights file.</summary>
    public static bool IsOne(WeightGroup root) => root.Groups.ContainsKey("layers") || root.Groups.ContainsKey(OldLayers) || root.Groups.ContainsKey("vars");

    public static WeightGroup Write(Model model)
    {
        var root = new WeightGroup();
        root.SetVariables("vars", []);
        WriteLayers(root, "", model);
        if (model.Optimizer is { } optimizer) root.SetVariables(Optimizer, OptimizerVariables.Write(optimizer, model.TrainableWeights), optimizer.Name);
        return root;
    }

    /// <summary>Plans what a file has for a model's layers.</summary>
    /// <exception cref="InvalidDataException">It does not fit the model.</exception>
    public static void Read(WeightGroup root, Model model, WeightPlan plan)
    {
        var isOld = root.Groups.ContainsKey(OldLayers);
        foreach (var (path, layer) in Layers("", model))
        {
            var place = isOld ? path.Replace("layers", OldLayers, StringComparison.Ordinal) : path;
            plan.Add(layer, layer is Model ? [] : layer.Weights, root.Variables($"{place}/vars"), place);
        }
    }

    /// <summary>Plans what a file has for a compiled model's optimizer; reasons why it is left out are in the plan.</summary>
    public static void ReadOptimizer(WeightGroup root, Optimizer optimizer, IReadOnlyList<Weight> weights, WeightPlan plan) =>
        OptimizerVariables.Read(optimizer, weights, root.Variables(Optimizer), plan);

    private static void WriteLayers(WeightGroup root, string prefix, Model model)
    {
        foreach (var (path, layer) in Layers(prefix, model))
            root.SetVariables($"{path}/vars", layer is Model ? [] : layer.Weights.Select(weight => weight.Value), layer.Name);
    }

    /// <summary>Every layer below a model with its group, models before what is in them.</summary>
    public static IEnumerable<(string Path, Layer Layer)> Layers(string prefix, Model model)
    {
        var counts = new Dictionary<string, int>();
        foreach (var layer in Listed(model).Select(StockForms.Of))
        {
            // Keras's operations are no layers, and have no place.
            if (layer is StockOperation) continue;
            var stem = FunctionalJson.IsWrittenAsFunctional(layer) ? "functional" : SnakeCase.Of(layer is Model ? layer.GetType().Name : LayerRegistry.Find(layer).ClassName);
            var count = counts.GetValueOrDefault(stem);
            counts[stem] = count + 1;
            var path = $"{prefix}layers/{(count == 0 ? stem : $"{stem}_{count}")}";
            yield return (path, layer);
            if (layer is not Model nested) continue;
            foreach (var inner in Layers(path + "/", nested)) yield return inner;
        }
    }

    // A functional model lists its inputs among its layers, a straight line does not.
    private static IEnumerable<Layer> Listed(Model model)
    {
        if (model is Functional functional) return functional.Graph.Layers;
        return model is Sequential line && FunctionalJson.IsWrittenAsFunctional(line) ? [FunctionalJson.InputOf(line), .. line.Layers] : model.Layers;
    }
}
