namespace Layers;

/// <summary>Reads weights in the layout of Keras 2, which Keras 3 still writes into whole-model <c>.h5</c> files: a group for each layer by
/// its name, with the tensors by their names.</summary>
internal static class LegacyWeights
{
    private const string Names = "layer_names";
    private const string Top = "top_level_model_weights";

    /// <summary>Returns the group that holds the layers: the root, or a group below it; null if there is none.</summary>
    public static WeightGroup? Find(WeightGroup root) =>
        root.Notes.ContainsKey(Names)
            ? root : root.Groups.GetValueOrDefault("model_weights") is { } group && group.Notes.ContainsKey(Names) ? group : null;

    /// <summary>Plans the weights of the file, in the order of the layers that have weights, or by the names of layers.</summary>
    /// <exception cref="InvalidDataException">The file does not fit the model.</exception>
    public static void Read(string path, WeightGroup group, Model model, WeightPlan plan, bool byName)
    {
        if (Tensors(path, group, Top).Count is not 0 and var more) throw Throw.TopLevelWeights(path, more);
        if (byName) ReadByName(path, group, model, plan);
        else ReadInOrder(path, group, model, plan);
    }

    /// <summary>Returns the tensors of a group, in the order in which it lists them.</summary>
    public static IReadOnlyList<TensorData> Tensors(string path, WeightGroup parent, string name)
    {
        if (parent.Find(name) is not { } group) return name == Top ? [] : throw Throw.MissingLegacyGroup(path, name);
        return [.. WeightNames(group).Select(weight => group.Tensor(weight) ?? throw Throw.MissingLegacyTensor(path, name, weight))];
    }

    private static void ReadInOrder(string path, WeightGroup group, Model model, WeightPlan plan)
    {
        var names = group.Notes[Names].Where(name => WeightNames(group.Find(name) ?? throw Throw.MissingLegacyGroup(path, name)).Count > 0)
            .ToArray();
        var layers = model.Layers.Where(HasWeightsInFiles).ToArray();
        if (names.Length != layers.Length) throw Throw.WrongLayerCount(path, [.. layers.Select(layer => layer.Name)], names);
        foreach (var (layer, name) in layers.Zip(names)) plan.Add(layer, Ordered(layer), Tensors(path, group, name), name);
    }

    private static void ReadByName(string path, WeightGroup group, Model model, WeightPlan plan)
    {
        foreach (var layer in model.Layers)
        {
            if (group.Notes[Names].Contains(layer.Name)) plan.Add(layer, Ordered(layer), Tensors(path, group, layer.Name), layer.Name);
            else if (HasWeightsInFiles(layer))
                plan.Leave(layer, $"The file has no layer of that name. It has {string.Join(", ", group.Notes[Names])}.");
        }
    }

    private static IReadOnlyList<string> WeightNames(WeightGroup group) => group.Notes.GetValueOrDefault("weight_names") ?? [];

    // Keras stores the state of a layer that it does not have in the settings of stock layers, not as weights.
    private static bool HasWeightsInFiles(Layer layer) => layer.Weights.Count > 0 && layer is not IWrittenAsStock;

    // The file stores a nested model as one layer: first its trainable weights, then the others.
    private static IReadOnlyList<Weight> Ordered(Layer layer) =>
        [.. layer.TrainableWeights, .. layer.Weights.Except(layer.TrainableWeights)];
}
