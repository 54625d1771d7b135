namespace Layers;

/// <summary>What training needs to know of a model.</summary>
internal interface ITrainable
{
    string Name { get; }

    IReadOnlyList<Weight> Weights { get; }

    IReadOnlyList<Weight> TrainableWeights { get; }

    /// <summary>Whether a loss that is not finite is an error.</summary>
    bool ChecksLoss { get; }

    /// <summary>The graph inputs that batches go into.</summary>
    IReadOnlyList<Value> InputsFor(IReadOnlyList<TensorData> x);

    /// <summary>The formula, and what the layers report of it.</summary>
    IReadOnlyList<Value> ApplyAll(IReadOnlyList<Value> inputs, CallRecord record);

    /// <summary>Refuses rows with null in the place of a text.</summary>
    /// <param name="inputs">The graph inputs.</param>
    /// <param name="x">The rows of each.</param>
    /// <param name="before">What the caller gave before.</param>
    /// <exception cref="ArgumentException">There is one; the message has its row, and the layers that read it.</exception>
    void RequireTexts(IReadOnlyList<Value> inputs, IReadOnlyList<TensorData> x, RowsBefore before);

    /// <summary>Refuses rows with a value that a layer cannot compute with, unless that is turned off.</summary>
    /// <param name="inputs">The graph inputs.</param>
    /// <param name="x">The rows of each.</param>
    /// <param name="before">What the caller gave before.</param>
    /// <exception cref="LayerException">There is one; the message has it and its place.</exception>
    void RequireRight(IReadOnlyList<Value> inputs, IReadOnlyList<TensorData> x, RowsBefore before);
}
