using System.Collections.Concurrent;

namespace Layers.TensorFlow;

public sealed partial class SavedModel
{
    // By signature: layers that look at what goes in, and change nothing.
    private readonly ConcurrentDictionary<string, Functional> _watches = new(StringComparer.Ordinal);

    /// <summary>Learns what the rows that the model was trained on look like, so that
    /// <see cref="Check(IReadOnlyDictionary{string, TensorData}, string)"/> can compare others with them.</summary>
    /// <remarks>A SavedModel does not say what it was trained on. Of numbers, their ranges and distributions are learned, of texts how
    /// often each comes.
    /// Predictions are as before.</remarks>
    /// <param name="rows">A tensor for each input of the signature, as for predicting: the rows of training, or as many as show what they
    /// are like.</param>
    /// <param name="signature">What they go into; default <c>serving_default</c>.</param>
    /// <exception cref="ArgumentException">There is no such signature; an input is missing, unknown, or has another type or
    /// shape.</exception>
    /// <exception cref="InvalidOperationException">No input of the signature has rows of numbers or texts.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public void Adapt(IReadOnlyDictionary<string, TensorData> rows, string signature = DefaultSignature)
    {
        var asked = Asked(signature);
        Require(asked, rows);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var watch = WatchOf(asked);
        watch.Adapt(Watched(asked, rows));
        _watches.AddOrUpdate(signature, watch, (_, old) =>
        {
            old.Dispose();
            return watch;
        });
    }

    /// <summary>Compares rows with those that <see cref="Adapt"/> learned from, input by input: whether they still look like
    /// training.</summary>
    /// <param name="rows">A tensor for each input of the signature, as for predicting.</param>
    /// <param name="signature">What they go into; default <c>serving_default</c>.</param>
    /// <returns>The report; its documentation says what is compared, and what the check cannot see.</returns>
    /// <exception cref="ArgumentException">There is no such signature; an input is missing, unknown, or has another type or shape; or
    /// there are no rows.</exception>
    /// <exception cref="InvalidOperationException">Nothing was learned for the signature.</exception>
    public SkewReport Check(IReadOnlyDictionary<string, TensorData> rows, string signature = DefaultSignature)
    {
        var asked = Asked(signature);
        Require(asked, rows);
        return (_watches.GetValueOrDefault(signature) ?? throw Throw.NothingLearned(this, asked)).Check(Watched(asked, rows));
    }

    /// <summary>Predicts with options.</summary>
    /// <param name="inputs">A tensor for each input of the signature.</param>
    /// <param name="options">What is to be looked at first.</param>
    /// <param name="signature">What is asked; default <c>serving_default</c>.</param>
    /// <exception cref="SkewException">The guard refuses the rows; nothing was predicted.</exception>
    /// <inheritdoc cref="Predict(IReadOnlyDictionary{string, TensorData}, string)" path="/returns"/>
    /// <inheritdoc cref="Predict(IReadOnlyDictionary{string, TensorData}, string)" path="/exception"/>
    public IReadOnlyDictionary<string, TensorData> Predict(IReadOnlyDictionary<string, TensorData> inputs, PredictOptions options, string signature = DefaultSignature)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Guard?.Judge(Check(inputs, signature));
        return Predict(inputs, signature);
    }

    private Functional WatchOf(SavedModelSignature asked)
    {
        var inputs = asked.Inputs.Where(IsWatched).Select(input => new Input(input.Shape is { Rank: > 1 } shape ? shape[1..] : [1], input.Type, input.Name)).ToList();
        if (inputs.Count == 0) throw Throw.NothingToLearn(this, asked);
        return new(inputs, [.. inputs.Select(input => (input.Type == DType.String ? (Layer)new StringLookup() : new Normalization { MissingValues = MissingValues.Ignore }).Apply(input))]);
    }

    private static Dictionary<string, TensorData> Watched(SavedModelSignature asked, IReadOnlyDictionary<string, TensorData> rows) =>
        asked.Inputs.Where(IsWatched).ToDictionary(input => input.Name, input => input.Shape!.Rank == 1 ? rows[input.Name].Reshape([rows[input.Name].Shape[0], 1]) : rows[input.Name]);

    // Rows of known width, of which there can be statistics.
    private static bool IsWatched(SavedModelTensor input) =>
        input.Shape is { Rank: > 0 } shape && !shape[0].IsKnown && shape[1..].IsKnown && input.Type != DType.Bool;
}
