namespace Layers;

/// <summary>What training needs to know of a model.</summary>
internal interface ITrainable
{
    string Name { get; }

    IReadOnlyList<Weight> Weights { get; }

    IReadOnlyList<Weight> TrainableWeights { get; }

    /// <summary>The graph input that batches go into.</summary>
    Value InputFor(TensorData x);

    /// <summary>The formula; in training where there is a context.</summary>
    Value Apply(Value x, TrainingContext? training);
}
