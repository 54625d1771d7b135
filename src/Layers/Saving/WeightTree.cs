namespace Layers;

/// <summary>Where each layer's weights are in the HDF5 file: by class name and count within their model, never by the layer's name.</summary>
internal static class WeightTree
{
    public static WeightGroup Write(Model model)
    {
        var root = new WeightGroup();
        root.SetVariables("vars", []);
        WriteLayers(root, "", model);
        if (model.Optimizer is { } optimizer) root.SetVariables("optimizer/vars", OptimizerVariables.Write(optimizer, model.TrainableWeights), optimizer.Name);
        return root;
    }

    public static void Read(WeightGroup root, Model model)
    {
        foreach (var (path, layer) in Layers("", model))
        {
            var variables = root.Variables($"{path}/vars");
            var weights = layer is Model ? [] : layer.Weights;
            if (variables.Count != weights.Count) throw Throw.WrongVariableCount(layer, weights.Count, variables.Count);
            foreach (var (weight, data) in weights.Zip(variables))
            {
                if (!data.Shape.Equals(weight.Shape)) throw Throw.WrongVariableShape(weight, data.Shape);
                weight.Value = Casting.Cast(data, weight.Type);
            }
            if (layer is AdaptiveLayer adaptive) adaptive.IsRestored = true;
        }
    }

    private static void WriteLayers(WeightGroup root, string prefix, Model model)
    {
        foreach (var (path, layer) in Layers(prefix, model))
            root.SetVariables($"{path}/vars", layer is Model ? [] : layer.Weights.Select(weight => weight.Value), layer.Name);
    }

    /// <summary>Every layer below a model with its group, models before what is in them.</summary>
    private static IEnumerable<(string Path, Layer Layer)> Layers(string prefix, Model model)
    {
        var counts = new Dictionary<string, int>();
        // A functional model lists its inputs among its layers, a straight line does not.
        foreach (var layer in model is Functional functional ? functional.Graph.Layers : model.Layers)
        {
            var stem = SnakeCase.Of(layer is Model ? layer.GetType().Name : LayerRegistry.Find(layer).ClassName);
            var count = counts.GetValueOrDefault(stem);
            counts[stem] = count + 1;
            var path = $"{prefix}layers/{(count == 0 ? stem : $"{stem}_{count}")}";
            yield return (path, layer);
            if (layer is not Model nested) continue;
            foreach (var inner in Layers(path + "/", nested)) yield return inner;
        }
    }
}
