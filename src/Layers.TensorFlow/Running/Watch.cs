namespace Layers.TensorFlow;

/// <summary>Layers that observe the inputs of a signature for skew, and do not change them.</summary>
internal sealed class Watch : IDisposable
{
    private readonly Functional _layers;
    private readonly Uses _uses;

    private Watch(Functional layers) => (_layers, _uses) = (layers, new Uses(layers.Dispose));

    /// <summary>Learns the statistics of rows.</summary>
    /// <param name="model">The model of the signature, for messages.</param>
    /// <param name="asked">The signature.</param>
    /// <param name="rows">A tensor for each input.</param>
    /// <exception cref="InvalidOperationException">No input has rows of numbers or texts.</exception>
    public static Watch Of(SavedModel model, SavedModelSignature asked, IReadOnlyDictionary<string, TensorData> rows)
    {
        Input[] inputs = [.. asked.Inputs.Where(IsWatched)
            .Select(input => new Input(input.Shape is { Rank: > 1 } shape ? shape[1..] : [1], input.Type, input.Name))];
        if (inputs.Length == 0) throw Throw.NothingToLearn(model, asked);
        var layers = new Functional(inputs, [.. inputs.Select(input => LayerFor(input).Apply(input))]);
        try
        {
            layers.Adapt(Watched(asked, rows));
            return new Watch(layers);
        }
        catch
        {
            layers.Dispose();
            throw;
        }
    }

    /// <summary>Compares rows with those that were learned; null if this object is disposed.</summary>
    /// <param name="asked">The signature.</param>
    /// <param name="rows">A tensor for each input.</param>
    public SkewReport? Check(SavedModelSignature asked, IReadOnlyDictionary<string, TensorData> rows)
    {
        if (_uses.Begin() is not { } begun) return null;
        using var use = begun;
        return _layers.Check(Watched(asked, rows));
    }

    /// <summary>Frees the layers when running comparisons have ended.</summary>
    public void Dispose() => _uses.Close();

    private static Layer LayerFor(Input input) =>
        input.Type == DType.String ? new StringLookup() : new Normalization { MissingValues = MissingValues.Ignore };

    private static Dictionary<string, TensorData> Watched(SavedModelSignature asked, IReadOnlyDictionary<string, TensorData> rows) =>
        asked.Inputs.Where(IsWatched).ToDictionary(input => input.Name, input => rows[input.Name]);

    // Statistics need rows of known width.
    private static bool IsWatched(SavedModelTensor input) =>
        input.Shape is { Rank: > 0 } shape && !shape[0].IsKnown && shape[1..].IsKnown && input.Type != DType.Bool;
}
