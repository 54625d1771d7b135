namespace Layers.TensorFlow;

/// <summary>Layers that look at what goes into a signature and change nothing of it.</summary>
internal sealed class Watch : IDisposable
{
    private readonly Functional _layers;
    private readonly Uses _uses;

    private Watch(Functional layers) => (_layers, _uses) = (layers, new Uses(layers.Dispose));

    /// <summary>Learns what rows look like.</summary>
    /// <param name="model">Whose signature it is, for messages.</param>
    /// <param name="asked">What the rows go into.</param>
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

    /// <summary>Compares rows with those that were learned; null where it was disposed.</summary>
    /// <param name="asked">The signature that it is of.</param>
    /// <param name="rows">A tensor for each input.</param>
    public SkewReport? Check(SavedModelSignature asked, IReadOnlyDictionary<string, TensorData> rows)
    {
        if (_uses.Begin() is not { } begun) return null;
        using var use = begun;
        return _layers.Check(Watched(asked, rows));
    }

    /// <summary>Frees the layers, when the comparisons that are under way are done.</summary>
    public void Dispose() => _uses.Close();

    private static Layer LayerFor(Input input) =>
        input.Type == DType.String ? new StringLookup() : new Normalization { MissingValues = MissingValues.Ignore };

    private static Dictionary<string, TensorData> Watched(SavedModelSignature asked, IReadOnlyDictionary<string, TensorData> rows) =>
        asked.Inputs.Where(IsWatched).ToDictionary(input => input.Name, input => rows[input.Name]);

    // Rows of known width, of which there can be statistics.
    private static bool IsWatched(SavedModelTensor input) =>
        input.Shape is { Rank: > 0 } shape && !shape[0].IsKnown && shape[1..].IsKnown && input.Type != DType.Bool;
}
