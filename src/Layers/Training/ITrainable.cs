namespace Layers;

/// <summary>What training needs to know of a model.</summary>
internal interface ITrainable
{
    string Name { get; }

    IReadOnlyList<Weight> Weights { get; }

    IReadOnlyList<Weight> TrainableWeights { get; }

    /// <summary>The graph inputs that batches go into.</summary>
    IReadOnlyList<Value> InputsFor(IReadOnlyList<TensorData> x);

    /// <summary>The formula; in training where there is a context.</summary>
    IReadOnlyList<Value> ApplyAll(IReadOnlyList<Value> inputs, TrainingContext? training);
}
