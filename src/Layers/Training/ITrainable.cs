namespace Layers;

/// <summary>What training needs to know of a model.</summary>
internal interface ITrainable
{
    string Name { get; }

    IReadOnlyList<Weight> Weights { get; }

    IReadOnlyList<Weight> TrainableWeights { get; }

    /// <summary>The graph inputs that batches go into.</summary>
    IReadOnlyList<Value> InputsFor(IReadOnlyList<TensorData> x);

    /// <summary>The formula, and what the layers report of it.</summary>
    IReadOnlyList<Value> ApplyAll(IReadOnlyList<Value> inputs, CallRecord record);
}
