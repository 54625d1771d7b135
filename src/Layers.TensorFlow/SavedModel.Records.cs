using System.Collections.Concurrent;
using System.Text;

namespace Layers.TensorFlow;

public sealed partial class SavedModel
{
    private readonly ConcurrentDictionary<string, RecordPlan> _plans = new(StringComparer.Ordinal);

    /// <summary>Predicts a record: a value for each input of the signature, by name, in any order, as <see cref="Records"/> does with
    /// models.</summary>
    /// <remarks>Each input must take one value in a row: its shape is <c>[?]</c> or <c>[?, 1]</c>. A null is a missing value: NaN, or the
    /// empty text.</remarks>
    /// <param name="record">A text, a number, true or false, a date, or null for a missing one.</param>
    /// <param name="signature">The name of the signature; default <c>serving_default</c>.</param>
    /// <param name="options">The options; <see langword="null"/>, the default, for the default options.</param>
    /// <returns>The prediction.</returns>
    /// <exception cref="ArgumentException">There is no such signature.</exception>
    /// <exception cref="RecordException">A name is missing or unknown, or its value is of another type or out of range; the message names
    /// it.</exception>
    /// <exception cref="InvalidOperationException">An input takes more than one value in a row, or TensorFlow failed to compute the
    /// signature.</exception>
    /// <exception cref="SkewException">The guard in the options refuses the record; nothing was predicted.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public Prediction Predict(IReadOnlyDictionary<string, object?> record, string signature = DefaultSignature,
        PredictOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(record);
        return One(signature, options, rows => RecordValues.Read(record, rows, options));
    }

    /// <summary>Predicts a record of a type with <c>[Features]</c>.</summary>
    /// <typeparam name="T">A type with <c>[Features]</c>, or another type that implements <see cref="IFeatures"/>.</typeparam>
    /// <param name="record">The record.</param>
    /// <param name="signature">The name of the signature; default <c>serving_default</c>.</param>
    /// <param name="options">The options; <see langword="null"/>, the default, for the default options.</param>
    /// <inheritdoc cref="Predict(IReadOnlyDictionary{string, object}, string, PredictOptions)" path="/returns"/>
    /// <inheritdoc cref="Predict(IReadOnlyDictionary{string, object}, string, PredictOptions)" path="/exception"/>
    public Prediction Predict<T>(T record, string signature = DefaultSignature, PredictOptions? options = null)
        where T : IFeatures
    {
        ArgumentNullException.ThrowIfNull(record);
        return One(signature, options, rows => Records.Write(record, rows, options));
    }

    /// <summary>Predicts a record in a JSON object.</summary>
    /// <param name="json">The object, for example <c>{"origin": "USA", "year": 1970}</c>.</param>
    /// <param name="signature">The name of the signature; default <c>serving_default</c>.</param>
    /// <param name="options">The options; <see langword="null"/>, the default, for the default options.</param>
    /// <inheritdoc cref="Predict(IReadOnlyDictionary{string, object}, string, PredictOptions)" path="/returns"/>
    /// <inheritdoc cref="Predict(IReadOnlyDictionary{string, object}, string, PredictOptions)" path="/exception"/>
    public Prediction PredictJson(string json, string signature = DefaultSignature, PredictOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return One(signature, options, rows => RecordJson.ReadOne(Encoding.UTF8.GetBytes(json), rows, options));
    }

    private Prediction One(string signature, PredictOptions? options, Action<RecordRows> fill)
    {
        using var use = Use();
        var asked = Asked(signature);
        var rows = new RecordRows(_plans.GetOrAdd(asked.Name, _ => PlanOf(asked)), 1);
        fill(rows);
        var inputs = asked.Inputs.Zip(rows.Tensors).ToDictionary(pair => pair.First.Name,
            pair => pair.First.Shape!.Rank == 1 ? pair.Second.Reshape([1]) : pair.Second, StringComparer.Ordinal);
        options?.Guard?.Judge(Compared(asked, inputs));
        return rows.Plan.Outputs.Read([.. Run(asked, inputs).Values])[0];
    }

    // Each input is a column.
    private RecordPlan PlanOf(SavedModelSignature asked)
    {
        foreach (var input in asked.Inputs)
            if (!TakesOneValue(input)) throw Throw.NotAColumn(this, asked, input);
        ModelColumn[] columns = [.. asked.Inputs.Select((input, i) => new ModelColumn(input.Name, input.Type, i, 0, null, null))];
        ModelOutput[] outputs = [.. asked.Outputs.Select(output => new ModelOutput(output.Name, output.Type, output.Shape ?? Shape.Scalar,
            null, OutputScale.None))];
        return new(new PredictionShape(ToString(), new(columns, outputs)),
            [.. asked.Inputs.Select(input => new Input(1, input.Type, input.Name))]);
    }

    private static bool TakesOneValue(SavedModelTensor input) =>
        input.Shape is { Rank: 1 or 2 } shape && !shape[0].IsKnown && (shape.Rank == 1 || shape[1] == 1);
}
