namespace Layers;

/// <summary>The places of each layer's weights in the HDF5 file: by class name and index within the model, never by the layer's
/// name.</summary>
internal static class WeightTree
{
    /// <summary>The group of a model's layers.</summary>
    public const string LayersGroup = "layers";

    private const string Optimizer = "optimizer/vars";

    // The adapted state of layers that Keras does not have and stores in settings of stock layers. Keras does not read this group.
    private const string Learned = "learned";

    /// <summary>Whether a file has the groups of a weights file.</summary>
    /// <param name="root">The file, in the current layout.</param>
    public static bool IsWeightsFile(WeightGroup root) => root.Groups.ContainsKey(LayersGroup) || root.Groups.ContainsKey("vars");

    /// <summary>Returns a model's weights. The weights of a shared layer are in each of its places, because the reader of the file may
    /// treat it as one layer or as several.</summary>
    /// <param name="model">The model.</param>
    /// <param name="makesModel">Whether Keras makes a model from the file. There, a shared layer becomes a separate layer in each place, so
    /// the optimizer's state is written for each place. Otherwise the file is read by a model with the same shared layers, and the
    /// optimizer's state is written once.</param>
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
        // A file with the model has this state in the settings.
        foreach (var (path, layer) in makesModel ? [] : Learners(model))
            root.SetVariables($"{path}/vars", layer.Weights.Select(weight => weight.Value), layer.Name);
        if (model.Optimizer is { } optimizer)
            root.SetVariables(Optimizer,
                OptimizerVariables.Write(optimizer, model.TrainableWeights, makesModel ? TrainableInEachPlace(model) : null),
                optimizer.Name);
        return root;
    }

    /// <summary>Plans the weights of a file in the current layout for a model's layers. A shared layer has its weights in its first place;
    /// the other places have the same weights or none.</summary>
    /// <exception cref="InvalidDataException">The file does not fit the model.</exception>
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

    /// <summary>Throws if a file has different weights in the places of a shared layer; places without weights are allowed.</summary>
    /// <exception cref="InvalidDataException">One of the places has different weights.</exception>
    public static void RequireSame(WeightGroup root, Model model)
    {
        var first = new Dictionary<Layer, string>(ReferenceEqualityComparer.Instance);
        foreach (var (path, layer, original) in Layers("", model, HasSpace(root)))
            if (!first.TryAdd(original, path)) RequireSame(root, layer, original, first[original], path);
    }

    /// <summary>Plans the adapted state, from a file of weights alone, of layers that Keras does not have.</summary>
    public static void ReadLearned(WeightGroup root, Model model, WeightPlan plan)
    {
        foreach (var (path, layer) in Learners(model))
        {
            var values = root.Variables($"{path}/vars");
            if (values.Count > 0) plan.Add(layer, layer.Weights, values, path);
            else
                plan.Leave(layer, "Its adapted state is in the settings of a file with the model, and this file has only weights in " +
                    "Keras's places. Load the model, or call Adapt.");
        }
    }

    /// <summary>Plans the state of a compiled model's optimizer; if it is left out, the reason is noted.</summary>
    public static void ReadOptimizer(WeightGroup root, Model model, Optimizer optimizer, WeightPlan plan, LoadNotes notes) =>
        OptimizerVariables.Read(optimizer, model.TrainableWeights, root.Variables(Optimizer), plan, notes, TrainableInEachPlace(model));

    /// <summary>Returns every layer below a model, in each of its places, with its group, a model before its layers.</summary>
    /// <param name="prefix">The group of the model; empty for the root of the file.</param>
    /// <param name="model">The model.</param>
    /// <param name="hasSpace">Whether a file has a <see cref="FeatureSpace"/> in the form of Keras's class; null if the space is to be
    /// written. When weights are read, the space itself does not determine this, because only one of the space and the saved space may be
    /// compiled.</param>
    /// <returns>The layers, each with its group as the place.</returns>
    public static IEnumerable<PlacedLayer> Layers(string prefix, Model model, bool? hasSpace = null)
    {
        if (prefix.Length == 0 && model is FeatureSpace { } space && (hasSpace ?? FeatureSpaceJson.IsExpressible(space)))
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
            // Keras's operations are not layers and have no place.
            if (layer is StockOperation) continue;
            var className = FunctionalJson.IsWrittenAsFunctional(layer)
                ? nameof(Functional) : layer is Model ? layer.GetType().Name : LayerRegistry.Find(layer).PythonName;
            var path = $"{prefix}{LayersGroup}/{groups.Next(className)}";
            yield return new(path, layer, original);
            foreach (var part in Parts(path, layer)) yield return part;
            if (layer is not Model nested) continue;
            foreach (var inner in Layers(path + "/", nested)) yield return inner;
        }
    }

    // Returns each layer once, by its own class. Its stock layers are not created here, because they may depend on the learned numbers of
    // the layer.
    private static IEnumerable<(string Path, Layer Layer)> Learners(Model model)
    {
        var groups = new GroupNames();
        return LayerPlaces.Of(model).Select(placed => placed.Original).Where(layer => layer is IWrittenAsStock && layer.Weights.Count > 0)
            .Distinct().Select(layer => ($"{Learned}/{groups.Next(layer.GetType().Name)}", layer));
    }

    private static IEnumerable<PlacedLayer> Parts(string path, Layer layer)
    {
        foreach (var (group, part) in layer.Parts)
        {
            var form = StockForms.Of(part);
            yield return new($"{path}/{group}", form, part);
            foreach (var inner in form is Model model ? Layers($"{path}/{group}/", model) : Parts($"{path}/{group}", form))
                yield return inner;
        }
    }

    private static bool HasSpace(WeightGroup root) => root.Groups.ContainsKey(FeatureSpaceJson.Preprocessors);

    private static void RequireSame(WeightGroup root, Layer layer, Layer original, string first, string path)
    {
        if (Variables(root, path, layer) is { Count: > 0 } values && !AreEqual(values, Variables(root, first, layer)))
            throw Throw.SharedWeightsDiffer(original, first, path);
    }

    // The trainable weights, with a shared layer's in each of its places.
    private static IReadOnlyList<Weight> TrainableInEachPlace(Model model) =>
        model.Trainable ? [.. model.Layers.SelectMany(layer => layer is Model inner ? TrainableInEachPlace(inner) : layer.TrainableWeights)]
            : [];

    // Keras writes an empty group for a layer's own variables if all its variables are in groups below it.
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

    // A functional model has its inputs among its layers, a sequential model does not.
    private static IEnumerable<Layer> Listed(Model model)
    {
        if (model is FeatureSpace space) model = space.Whole();
        if (model is Functional functional) return functional.Graph.Layers;
        return model is Sequential line && FunctionalJson.IsWrittenAsFunctional(line)
            ? [.. FunctionalJson.InputsOf(line), .. line.Layers] : model.Layers;
    }
}
