namespace Layers;

/// <summary>The parts of a model that training uses.</summary>
internal interface ITrainable
{
    string Name { get; }

    IReadOnlyList<Weight> Weights { get; }

    IReadOnlyList<Weight> TrainableWeights { get; }

    /// <summary>Whether training throws if the loss is not finite.</summary>
    bool ChecksLoss { get; }

    /// <summary>Returns the graph inputs for the rows of a batch.</summary>
    IReadOnlyList<Value> InputsFor(IReadOnlyList<TensorData> x);

    /// <summary>Applies the model to graph inputs. The layers report to the record.</summary>
    IReadOnlyList<Value> ApplyAll(IReadOnlyList<Value> inputs, CallRecord record);

    /// <summary>Throws if the rows have null instead of a text.</summary>
    /// <param name="inputs">The graph inputs.</param>
    /// <param name="x">The rows of each input.</param>
    /// <param name="before">The rows that came before these in the caller's data.</param>
    /// <exception cref="ArgumentException">A text is null. The message names its row and the layers that read it.</exception>
    void RequireTexts(IReadOnlyList<Value> inputs, IReadOnlyList<TensorData> x, RowsBefore before);

    /// <summary>Throws if the rows have a value that a layer cannot compute with, unless these checks are turned off.</summary>
    /// <param name="inputs">The graph inputs.</param>
    /// <param name="x">The rows of each input.</param>
    /// <param name="before">The rows that came before these in the caller's data.</param>
    /// <exception cref="LayerException">A value fails a check. The message has the value and its place.</exception>
    void RequireRight(IReadOnlyList<Value> inputs, IReadOnlyList<TensorData> x, RowsBefore before);
}
