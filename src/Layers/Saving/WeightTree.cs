namespace Layers;

/// <summary>Where each layer's weights are in the HDF5 file: by class name and count within their model, never by the layer's name.</summary>
internal static class WeightTree
{
    private const string Optimizer = "optimizer/vars";

    // Where releases between Keras 2.12 and 3 kept their layers.
    private const string OldLayers = "_layer_checkpoint_dependencies";

    /// <summary>Whether a file has the groups of a weights file.</summary>
    public static bool IsOne(WeightGroup root) => root.Groups.ContainsKey("layers") || root.Groups.ContainsKey(OldLayers) || root.Groups.ContainsKey("vars");

    /// <summary>Whether a file has a group for a layer.</summary>
    /// <param name="root">The file.</param>
    /// <param name="path">The group as releases since Keras 3 name it.</param>
    public static bool Has(WeightGroup root, string path) => root.Find(Place(root, path)) is not null;

    /// <summary>A model's weights. A layer that is shared has its weights in each of its places: whatever reads the file may know it as one layer or as several.</summary>
    /// <param name="model">The model.</param>
    /// <param name="makesModel">Whether Keras makes a model of the file, in which a shared layer is a layer of its own in each place: then the optimizer has
    /// memory for each place. Otherwise the file is read by a model with the same shared layers, and the optimizer has it once.</param>
    public static WeightGroup Write(Model model, bool makesModel = false)
    {
        var root = new WeightGroup();
        root.SetVariables("vars", []);
        foreach (var (path, layer, _) in Layers("", model))
        {
            if (layer is Model)
            {
                root.SetVariables($"{path}/vars", [], layer.Name);
                continue;
            }
            var groups = layer.WeightGroups;
            if (groups.All(group => group.Group.Length > 0)) root.SetVariables($"{path}/vars", [], layer.Name);
            foreach (var (group, weights) in groups) root.SetVariables(Group(path, group), weights.Select(weight => weight.Value), layer.Name);
        }
        if (model.Optimizer is { } optimizer) root.SetVariables(Optimizer, OptimizerVariables.Write(optimizer, model.TrainableWeights, makesModel ? TrainableInEachPlace(model) : null), optimizer.Name);
        return root;
    }

    /// <summary>Plans what a file has for a model's layers. A shared layer has its weights in its first place; in the others it has the same or none.</summary>
    /// <exception cref="InvalidDataException">It does not fit the model.</exception>
    public static void Read(WeightGroup root, Model model, WeightPlan plan)
    {
        var first = new Dictionary<Layer, string>(ReferenceEqualityComparer.Instance);
        foreach (var (path, layer, original) in Layers("", model))
        {
            var place = Place(root, path);
            var values = Variables(root, place, layer);
            if (first.TryAdd(original, place)) plan.Add(layer, layer is Model ? [] : [.. layer.WeightGroups.SelectMany(group => group.Weights)], values, place);
            else if (values.Count > 0 && !AreEqual(values, Variables(root, first[original], layer))) throw Throw.SharedWeightsDiffer(original, first[original], place);
        }
    }

    /// <summary>Plans what a file has for a compiled model's optimizer; reasons why it is left out are in the plan.</summary>
    public static void ReadOptimizer(WeightGroup root, Model model, Optimizer optimizer, WeightPlan plan) =>
        OptimizerVariables.Read(optimizer, model.TrainableWeights, root.Variables(Optimizer), plan, TrainableInEachPlace(model));

    /// <summary>Every layer below a model, in each of its places, with its group, models before what is in them.</summary>
    /// <returns>Each with its group as the place.</returns>
    public static IEnumerable<PlacedLayer> Layers(string prefix, Model model)
    {
        var groups = new GroupNames();
        foreach (var original in Listed(model))
        {
            var layer = StockForms.Of(original);
            // Keras's operations are no layers, and have no place.
            if (layer is StockOperation) continue;
            var className = FunctionalJson.IsWrittenAsFunctional(layer) ? nameof(Functional) : layer is Model ? layer.GetType().Name : LayerRegistry.Find(layer).PythonName;
            var path = $"{prefix}layers/{groups.Next(className)}";
            yield return new(path, layer, original);
            if (layer is not Model nested) continue;
            foreach (var inner in Layers(path + "/", nested)) yield return inner;
        }
    }

    // Those of a shared layer in each of its places.
    private static IReadOnlyList<Weight> TrainableInEachPlace(Model model) =>
        model.Trainable ? [.. model.Layers.SelectMany(layer => layer is Model inner ? TrainableInEachPlace(inner) : layer.TrainableWeights)] : [];

    private static IReadOnlyList<TensorData> Variables(WeightGroup root, string place, Layer layer) =>
        layer is Model ? root.Variables($"{place}/vars") : [.. layer.WeightGroups.SelectMany(group => root.Variables(Group(place, group.Group)))];

    private static string Group(string place, string group) => group.Length == 0 ? $"{place}/vars" : $"{place}/{group}/vars";

    private static string Place(WeightGroup root, string path) =>
        root.Groups.ContainsKey(OldLayers) ? path.Replace("layers", OldLayers, StringComparison.Ordinal) : path;

    private static bool AreEqual(IReadOnlyList<TensorData> left, IReadOnlyList<TensorData> right) =>
        left.Count == right.Count && left.Zip(right).All(pair => OptimizerVariables.AreEqual(pair.First, pair.Second));

    // A functional model lists its inputs among its layers, a straight line does not.
    private static IEnumerable<Layer> Listed(Model model)
    {
        if (model is Functional functional) return functional.Graph.Layers;
        return model is Sequential line && FunctionalJson.IsWrittenAsFunctional(line) ? [FunctionalJson.InputOf(line), .. line.Layers] : model.Layers;
    }
}
