using System.Collections.Concurrent;

namespace Layers.TensorFlow;

public sealed partial class SavedModel
{
    // By signature.
    private readonly ConcurrentDictionary<string, Watch> _watches = new(StringComparer.Ordinal);
    private readonly Lock _adapting = new();

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
        using var use = Use();
        var watch = Watch.Of(this, Asked(signature, rows), rows);
        Watch? before;
        lock (_adapting)
        {
            before = _watches.GetValueOrDefault(signature);
            _watches[signature] = watch;
        }
        before?.Dispose();
    }

    /// <summary>Compares rows with those that <see cref="Adapt"/> learned from, input by input: whether they still look like
    /// training.</summary>
    /// <param name="rows">A tensor for each input of the signature, as for predicting.</param>
    /// <param name="signature">What they go into; default <c>serving_default</c>.</param>
    /// <returns>The report; its documentation says what is compared, and what the check cannot see.</returns>
    /// <exception cref="ArgumentException">There is no such signature; an input is missing, unknown, or has another type or shape; or
    /// there are no rows.</exception>
    /// <exception cref="InvalidOperationException">Nothing was learned for the signature.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public SkewReport Check(IReadOnlyDictionary<string, TensorData> rows, string signature = DefaultSignature)
    {
        using var use = Use();
        return Compared(Asked(signature, rows), rows);
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
        using var use = Use();
        var asked = Asked(signature, inputs);
        options.Guard?.Judge(Compared(asked, inputs));
        return Run(asked, inputs);
    }

    private SkewReport Compared(SavedModelSignature asked, IReadOnlyDictionary<string, TensorData> rows)
    {
        while (true)
        {
            var watch = _watches.GetValueOrDefault(asked.Name) ?? throw Throw.NothingLearned(this, asked);
            // Adapt may have put another in its place meanwhile.
            if (watch.Check(asked, rows) is { } report) return report;
        }
    }
}
