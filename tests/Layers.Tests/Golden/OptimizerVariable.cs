using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>An optimizer's variable by Keras's path: <c>adam/iteration</c>, <c>adam/sequential_dense_kernel_momentum</c>.</summary>
internal static class OptimizerVariable
{
    public static IEnumerable<string> Mismatches(Model model, JsonObject variable, Tolerance tolerance)
    {
        var (path, expected) = ((string)variable["path"]!, Golden.Tensor(variable));
        return Find(model, path) is { } ours
            ? Mismatch.OfNumbers(path, ours, expected, tolerance) : [$"{path} is nowhere in the optimizer"];
    }

    private static TensorData? Find(Model model, string path)
    {
        var optimizer = model.Optimizer!;
        if (path.EndsWith("/iteration", StringComparison.Ordinal)) return TensorData.Scalar(optimizer.Iterations);
        if (path.EndsWith("/learning_rate", StringComparison.Ordinal)) return TensorData.Scalar((float)optimizer.LearningRate);
        var weights = model.TrainableWeights;
        var found = from place in optimizer.Layout(weights.Count).Zip(optimizer.State!)
                    let name = place.First.Weight == OptimizerSlot.AllWeights
                        // Nadam's product of momenta, for which Keras has no name.
                        ? "variable"
                        : $"{weights[place.First.Weight].Path.Replace('/', '_')}_{place.First.Slot.Name}"
                    // Keras prefixes this name with the name of the outermost model, unless it already begins with the name of a nested
                    // model.
                    where path.EndsWith($"_{name}", StringComparison.Ordinal) || path.EndsWith($"/{name}", StringComparison.Ordinal)
                    select place.Second;
        return found.SingleOrDefault();
    }
}
