using System.Collections.Concurrent;

namespace Layers.TensorFlow;

public sealed partial class SavedModel
{
    // By the name of the signature.
    private readonly ConcurrentDictionary<string, Watch> _watches = new(StringComparer.Ordinal);
    private readonly Lock _adapting = new();

    /// <summary>Learns the statistics of the training data, so that <see cref="Check(IReadOnlyDictionary{string, TensorData}, string)"/>
    /// can compare other rows with the training data.</summary>
    /// <remarks>A SavedModel has no statistics of its training data. For numbers, the ranges and distributions are learned, and for texts
    /// the frequency of each. Predictions do not change.</remarks>
    /// <param name="rows">A tensor for each input of the signature, as for predictions: the rows of training, or a representative
    /// sample.</param>
    /// <param name="signature">The name of the signature; default <c>serving_default</c>.</param>
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

    /// <summary>Compares rows with those that <see cref="Adapt"/> learned from, input by input, to find differences from
    /// training.</summary>
    /// <param name="rows">A tensor for each input of the signature, as for predictions.</param>
    /// <param name="signature">The name of the signature; default <c>serving_default</c>.</param>
    /// <returns>The report; its documentation has the comparisons and the limits of the check.</returns>
    /// <exception cref="ArgumentException">There is no such signature; an input is missing, unknown, or has another type or shape; or
    /// there are no rows.</exception>
    /// <exception cref="InvalidOperationException">Adapt was not called for the signature.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public SkewReport Check(IReadOnlyDictionary<string, TensorData> rows, string signature = DefaultSignature)
    {
        using var use = Use();
        return Compared(Asked(signature, rows), rows);
    }

    /// <summary>Predicts with options.</summary>
    /// <param name="inputs">A tensor for each input of the signature.</param>
    /// <param name="options">The options, such as a guard that checks the rows first.</param>
    /// <param name="signature">The name of the signature; default <c>serving_default</c>.</param>
    /// <exception cref="SkewException">The guard refuses the rows; nothing was predicted.</exception>
    /// <inheritdoc cref="Predict(IReadOnlyDictionary{string, TensorData}, string)" path="/returns"/>
    /// <inheritdoc cref="Predict(IReadOnlyDictionary{string, TensorData}, string)" path="/exception"/>
    public IReadOnlyDictionary<string, TensorData> Predict(IReadOnlyDictionary<string, TensorData> inputs, PredictOptions options,
        string signature = DefaultSignature)
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
            // A concurrent Adapt may have replaced it.
            if (watch.Check(asked, rows) is { } report) return report;
        }
    }
}
