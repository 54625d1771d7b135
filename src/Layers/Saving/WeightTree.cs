namespace Layers;

/// <summary>Where each layer's weights are in the HDF5 file: by class name and count within their model, never by the layer's
/// name.</summary>
internal static class WeightTree
{
    /// <summary>The group of a model's layers.</summary>
    public const string LayersGroup = "layers";

    private const string Optimizer = "optimizer/vars";

    // What layers have learned that Keras has other layers for, which keep it in their settings. Keras looks for no such group.
    private const string Learned = "learned";

    /// <summary>Whether a file has the groups of a weights file.</summary>
    /// <param name="root">The file, in today's layout.</param>
    public static bool IsOne(WeightGroup root) => root.Groups.ContainsKey(LayersGroup) || root.Groups.ContainsKey("vars");

    /// <summary>A model's weights. A layer that is shared has its weights in each of its places: whatever reads the file may know it as one
    /// layer or as several.</summary>
    /// <param name="model">The model.</param>
    /// <param name="makesModel">Whether Keras makes a model of the file, in which a shared layer is a layer of its own in each place: then
    /// the optimizer has memory for each place. Otherwise the file is read by a model with the same shared layers, and the optimizer has it
    /// once.</param>
    public static WeightGroup Write(Model model, bool makesModel = false)
    {
        var root = new WeightGroup();
        root.SetVariables("vars", []);
        foreach (var (path, layer, _) in Layers("", model))
        {
            foreach (var (group, weights) in GroupsOf(layer))
            {
                root.SetVariables(Group(path, group), weights.Select(weight => weight.Value), layer.Name);
                foreach (var (name, tensor) in layer.NamedVariables) root.At(Group(path, group))[name] = tensor;
            }
        }
        // A file with the model has it in the settings.
        foreach (var (path, layer) in makesModel ? [] : Learners(model)) root.SetVariables($"{path}/vars", layer.Weights.Select(weight => weight.Value), layer.Name);
        if (model.Optimizer is { } optimizer) root.SetVariables(Optimizer, OptimizerVariables.Write(optimizer, model.TrainableWeights, makesModel ? TrainableInEachPlace(model) : null), optimizer.Name);
        return root;
    }

    /// <summary>Plans what a file in today's layout has for a model's layers. A shared layer has its weights in its first place; in the
    /// others it has the same or none.</summary>
    /// <exception cref="InvalidDataException">It does not fit the model.</exception>
    public static void Read(WeightGroup root, Model model, WeightPlan plan)
    {
        var first = new Dictionary<Layer, string>(ReferenceEqualityComparer.Instance);
        foreach (var (path, layer, original) in Layers("", model, HasSpace(root)))
        {
            IReadOnlyList<Weight> weights = [.. GroupsOf(layer).SelectMany(part => part.Weights)];
            var group = root.Find(path);
            var values = Variables(root, path, layer);
            if (!first.TryAdd(original, path)) RequireSame(root, layer, original, first[original], path);
            else if (group is null && weights.Count > 0) plan.Refuse(layer, Throw.NoWeightsFor(layer, weights.Count, path, root));
            else
            {
                plan.Add(layer, weights, values, group?.Origin ?? path);
                if (root.Find(Group(path, "")) is { } own)
                    foreach (var name in own.Tensors.Where(name => !char.IsAsciiDigit(name[0])).ToArray())
                    {
                        var tensor = own[name];
                        plan.Add(() => layer.SetNamedVariable(name, tensor));
                    }
            }
        }
    }

    /// <summary>Makes sure that a file has the same weights, or none, in the other places of a layer that stands in several.</summary>
    /// <exception cref="InvalidDataException">It has others in one of them.</exception>
    public static void RequireSame(WeightGroup root, Model model)
    {
        var first = new Dictionary<Layer, string>(ReferenceEqualityComparer.Instance);
        foreach (var (path, layer, original) in Layers("", model, HasSpace(root)))
            if (!first.TryAdd(original, path)) RequireSame(root, layer, original, first[original], path);
    }

    /// <summary>Plans what a file of weights alone has of what layers learned that are other layers in Keras.</summary>
    public static void ReadLearned(WeightGroup root, Model model, WeightPlan plan)
    {
        foreach (var (path, layer) in Learners(model))
        {
            var values = root.Variables($"{path}/vars");
            if (values.Count > 0) plan.Add(layer, layer.Weights, values, path);
            else plan.Leave(layer, "What it learned is among the settings of a file with the model, and this file has weights in Keras's places alone. Load the model, or call Adapt.");
        }
    }

    /// <summary>Plans what a file has for a compiled model's optimizer; reasons why it is left out are noted.</summary>
    public static void ReadOptimizer(WeightGroup root, Model model, Optimizer optimizer, WeightPlan plan, LoadNotes notes) =>
        OptimizerVariables.Read(optimizer, model.TrainableWeights, root.Variables(Optimizer), plan, notes, TrainableInEachPlace(model));

    /// <summary>Every layer below a model, in each of its places, with its group, models before what is in them.</summary>
    /// <param name="prefix">The group of the model; empty for that of the file.</param>
    /// <param name="model">The model.</param>
    /// <param name="hasSpace">Whether a file has a <see cref="FeatureSpace"/> as Keras's class has it. A space may say it otherwise of
    /// itself than the file that it is read from, for one is compiled and the other is not; null where it is to be written.</param>
    /// <returns>Each with its group as the place.</returns>
    public static IEnumerable<PlacedLayer> Layers(string prefix, Model model, bool? hasSpace = null)
    {
        if (prefix.Length == 0 && model is FeatureSpace { } space && (hasSpace ?? FeatureSpaceJson.IsSaid(space)))
        {
            foreach (var (group, layer) in FeatureSpaceJson.Groups(space))
            {
                yield return new(group, layer, layer);
                foreach (var part in Parts(group, layer)) yield return part;
            }
            yield break;
        }
        var groups = new GroupNames();
        foreach (var original in Listed(model))
        {
            var layer = StockForms.Of(original);
            // Keras's operations are no layers, and have no place.
            if (layer is StockOperation) continue;
            var className = FunctionalJson.IsWrittenAsFunctional(layer) ? nameof(Functional) : layer is Model ? layer.GetType().Name : LayerRegistry.Find(layer).PythonName;
            var path = $"{prefix}{LayersGroup}/{groups.Next(className)}";
            yield return new(path, layer, original);
            foreach (var part in Parts(path, layer)) yield return part;
            if (layer is not Model nested) continue;
            foreach (var inner in Layers(path + "/", nested)) yield return inner;
        }
    }

    // Each once, by its own class: the stock layers that a file has for it may be others with other numbers, and are not made for this.
    private static IEnumerable<(string Path, Layer Layer)> Learners(Model model)
    {
        var groups = new GroupNames();
        return LayerPlaces.Of(model).Select(placed => placed.Original).Where(layer => layer is IWrittenAsStock && layer.Weights.Count > 0).Distinct().Select(layer => ($"{Learned}/{groups.Next(layer.GetType().Name)}", layer));
    }

    private static IEnumerable<PlacedLayer> Parts(string path, Layer layer)
    {
        foreach (var (group, part) in layer.Parts)
        {
            var form = StockForms.Of(part);
            yield return new($"{path}/{group}", form, part);
            foreach (var inner in form is Model model ? Layers($"{path}/{group}/", model) : Parts($"{path}/{group}", form)) yield return inner;
        }
    }

    private static bool HasSpace(WeightGroup root) => root.Groups.ContainsKey(FeatureSpaceJson.Preprocessors);

    private static void RequireSame(WeightGroup root, Layer layer, Layer original, string first, string path)
    {
        if (Variables(root, path, layer) is { Count: > 0 } values && !AreEqual(values, Variables(root, first, layer))) throw Throw.SharedWeightsDiffer(original, first, path);
    }

    // Those of a shared layer in each of its places.
    private static IReadOnlyList<Weight> TrainableInEachPlace(Model model) =>
        model.Trainable ? [.. model.Layers.SelectMany(layer => layer is Model inner ? TrainableInEachPlace(inner) : layer.TrainableWeights)] : [];

    // Keras has an empty group of a layer's own variables where all of them are in groups below it.
    private static IEnumerable<(string Group, IReadOnlyList<Weight> Weights)> GroupsOf(Layer layer)
    {
        if (layer is Model) return [("", [])];
        var groups = layer.WeightGroups;
        return groups.All(group => group.Group.Length > 0) ? groups.Prepend(("", [])) : groups;
    }

    private static IReadOnlyList<TensorData> Variables(WeightGroup root, string path, Layer layer) =>
        [.. GroupsOf(layer).SelectMany(group => root.Variables(Group(path, group.Group)))];

    private static string Group(string path, string group) => group.Length == 0 ? $"{path}/vars" : $"{path}/{group}/vars";

    private static bool AreEqual(IReadOnlyList<TensorData> left, IReadOnlyList<TensorData> right) =>
        left.Count == right.Count && left.Zip(right).All(pair => OptimizerVariables.AreEqual(pair.First, pair.Second));

    // A functional model lists its inputs among its layers, a straight line does not.
    private static IEnumerable<Layer> Listed(Model model)
    {
        if (model is FeatureSpace space) model = space.Whole();
        if (model is Functional functional) return functional.Graph.Layers;
        return model is Sequential line && FunctionalJson.IsWrittenAsFunctional(line) ? [.. FunctionalJson.InputsOf(line), .. line.Layers] : model.Layers;
    }
}
