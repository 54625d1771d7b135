namespace Layers;

/// <summary>Weights and the optimizer's memory without the model: Keras's <c>.weights.h5</c>.</summary>
internal static class WeightsOnly
{
    public static void Save(Model model, string path) => AtomicFile.Write(path, stream => WeightsFile.Write(WeightTree.Write(model), stream));

    /// <returns>Why the optimizer's memory was left out; null if it was not.</returns>
    public static string? Load(Model model, string path)
    {
        using var stream = File.OpenRead(path);
        var tree = WeightsFile.Read(stream);
        WeightTree.Read(tree, model);
        return model.Optimizer is { } optimizer ? OptimizerVariables.Read(optimizer, model.TrainableWeights, tree.Variables("optimizer/vars")) : null;
    }
}
