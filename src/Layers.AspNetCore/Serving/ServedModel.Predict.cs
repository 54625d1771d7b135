namespace Layers.AspNetCore;

public sealed partial class ServedModel
{
    private static readonly Action<ReadOnlyMemory<byte>, RecordRows, PredictOptions?> s_readJson =
        static (utf8, rows, options) => RecordJson.ReadOne(utf8.Span, rows, options);

    /// <summary>Predicts a record.</summary>
    /// <typeparam name="T">A type with <c>[Features]</c>, or another type that implements <see cref="IFeatures"/>.</typeparam>
    /// <param name="record">The record.</param>
    /// <param name="cancellation">Cancels the request, if its batch has not started.</param>
    /// <returns>The prediction, and the version of the file that made it.</returns>
    /// <exception cref="RecordException">A column is missing, unknown, of another type, or out of range; the message names it.</exception>
    /// <exception cref="InvalidOperationException">The features of the model have no names.</exception>
    /// <exception cref="LayerException">A layer cannot compute with a value, such as an unknown word if it has no index for unknown
    /// words.</exception>
    /// <exception cref="ModelUnavailableException">No version of the file was ever loaded, or too many rows wait.</exception>
    /// <exception cref="OperationCanceledException">The request was cancelled.</exception>
    public ValueTask<ServedPrediction> PredictAsync<T>(T record, CancellationToken cancellation = default)
        where T : IFeatures
    {
        // ArgumentNullException.ThrowIfNull would box a struct.
        if (record is null) throw new ArgumentNullException(nameof(record));
        return OneAsync(record, static (record, rows, options) => Records.Write(record, rows, options), cancellation);
    }

    /// <summary>Predicts a record in a dictionary.</summary>
    /// <param name="record">A value for each column: a text, a number, true or false, a date, or null for a missing one.</param>
    /// <param name="cancellation">Cancels the request, if its batch has not started.</param>
    /// <inheritdoc cref="PredictAsync{T}(T, CancellationToken)" path="/returns"/>
    /// <inheritdoc cref="PredictAsync{T}(T, CancellationToken)" path="/exception"/>
    public ValueTask<ServedPrediction> PredictAsync(IReadOnlyDictionary<string, object?> record, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        return OneAsync(record, RecordValues.Read, cancellation);
    }

    /// <summary>Predicts a record in a JSON object.</summary>
    /// <param name="utf8">The object as UTF-8: <c>{"Island": "Dream", "Body Mass (g)": 3350}</c>. The caller must not write to it before
    /// the task ends.</param>
    /// <param name="cancellation">Cancels the request, if its batch has not started.</param>
    /// <inheritdoc cref="PredictAsync{T}(T, CancellationToken)" path="/returns"/>
    /// <inheritdoc cref="PredictAsync{T}(T, CancellationToken)" path="/exception"/>
    public ValueTask<ServedPrediction> PredictJsonAsync(ReadOnlyMemory<byte> utf8, CancellationToken cancellation = default) =>
        OneAsync(utf8, s_readJson, cancellation);

    /// <summary>Predicts several records, all with the same version.</summary>
    /// <typeparam name="T">A type with <c>[Features]</c>, or another type that implements <see cref="IFeatures"/>.</typeparam>
    /// <param name="records">The records; an empty list has no predictions.</param>
    /// <param name="cancellation">Cancels the request, if its batch has not started.</param>
    /// <returns>The prediction of each record, in order, and the version of the file that made them.</returns>
    /// <inheritdoc cref="PredictAsync{T}(T, CancellationToken)" path="/exception"/>
    /// <exception cref="TooManyRowsException">There are more than <see cref="ServedModelOptions.MaxRows"/>.</exception>
    public ValueTask<ServedPredictions> PredictAsync<T>(IReadOnlyList<T> records, CancellationToken cancellation = default)
        where T : IFeatures
    {
        ArgumentNullException.ThrowIfNull(records);
        return ManyAsync(
            plan =>
            {
                RequireMaxRows(records.Count);
                var rows = new RecordRows(plan, records.Count);
                foreach (var record in records) Records.Write(record ?? throw new ArgumentNullException(nameof(records)), rows, _predict);
                return rows;
            },
            cancellation);
    }

    /// <summary>Predicts a JSON array of objects, all with the same version.</summary>
    /// <param name="utf8">The array as UTF-8. The caller must not write to it before the task ends.</param>
    /// <param name="cancellation">Cancels the request, if its batch has not started.</param>
    /// <inheritdoc cref="PredictAsync{T}(IReadOnlyList{T}, CancellationToken)" path="/returns"/>
    /// <inheritdoc cref="PredictAsync{T}(IReadOnlyList{T}, CancellationToken)" path="/exception"/>
    public ValueTask<ServedPredictions> PredictJsonArrayAsync(ReadOnlyMemory<byte> utf8, CancellationToken cancellation = default) =>
        ManyAsync(plan => ReadMany(utf8.Span, plan), cancellation);

    /// <summary>Reads an array of records, at most <see cref="ServedModelOptions.MaxRows"/>.</summary>
    /// <exception cref="RecordException">A record does not fit the model.</exception>
    /// <exception cref="TooManyRowsException">There are more records.</exception>
    internal RecordRows ReadMany(ReadOnlySpan<byte> utf8, RecordPlan plan) =>
        RecordJson.ReadMany(utf8, plan, _predict, _options.MaxRows, count => Throw.TooManyRows(Key, count, _options.MaxRows));

    /// <summary>Reads a record.</summary>
    /// <exception cref="RecordException">The record does not fit the model.</exception>
    internal RecordRows ReadOne(ReadOnlyMemory<byte> utf8, LoadedModel loaded) => ReadOne(utf8, s_readJson, loaded);

    /// <summary>Throws if a request has more rows than <see cref="ServedModelOptions.MaxRows"/>.</summary>
    /// <exception cref="TooManyRowsException">There are more rows.</exception>
    internal void RequireMaxRows(int rows)
    {
        if (rows > _options.MaxRows) throw Throw.TooManyRows(Key, rows, _options.MaxRows);
    }

    /// <summary>Predicts rows that were read for a version.</summary>
    internal async Task<BatchPart> RunAsync(LoadedModel loaded, TensorData[] inputs, int rows, CancellationToken cancellation)
    {
        if (rows == 0) return Nothing(loaded);
        _skew?.Sample(loaded, inputs, rows);
        return await loaded.Batcher.RunAsync(inputs, rows, cancellation).ConfigureAwait(false);
    }

    /// <summary>Predicts records that were read for a version, at once if the model is idle. Returns the memory of a single record to the
    /// pool.</summary>
    internal ValueTask<BatchPart> RunAsync(LoadedModel loaded, RecordRows rows, CancellationToken cancellation)
    {
        _skew?.Sample(loaded, rows.Tensors, rows.Count);
        if (rows.Count == 0) return new(Nothing(loaded));
        if (!loaded.Batcher.TryBegin()) return WaitAsync(loaded, rows, cancellation);
        try
        {
            var part = new BatchPart(loaded.Run(rows), 0, rows.Count);
            loaded.GiveBack(rows);
            return new(part);
        }
        finally
        {
            loaded.Batcher.End();
        }
    }

    private static BatchPart Nothing(LoadedModel loaded) => new(new BatchOutput(loaded.Shape, []), 0, 0);

    private static async ValueTask<BatchPart> WaitAsync(LoadedModel loaded, RecordRows rows, CancellationToken cancellation)
    {
        // The memory of a cancelled request is not returned to the pool, because its batch may still read it.
        var part = await loaded.Batcher.RunAsync(rows.Tensors, rows.Count, cancellation).ConfigureAwait(false);
        loaded.GiveBack(rows);
        return part;
    }

    private RecordRows ReadOne<T>(T record, Action<T, RecordRows, PredictOptions?> read, LoadedModel loaded)
    {
        var rows = loaded.TakeRow();
        try
        {
            read(record, rows, _predict);
            return rows;
        }
        catch (RecordException)
        {
            loaded.GiveBack(rows);
            throw;
        }
    }

    private ValueTask<ServedPrediction> OneAsync<T>(T record, Action<T, RecordRows, PredictOptions?> read,
        CancellationToken cancellation) =>
        AnswerAsync(
            loaded => ReadOne(record, read, loaded), static (part, version) => new ServedPrediction(part[0], version), cancellation);

    private ValueTask<ServedPredictions> ManyAsync(Func<RecordPlan, RecordRows> read, CancellationToken cancellation) =>
        AnswerAsync(
            loaded => read(loaded.Plan!), static (part, version) => new ServedPredictions(part.Predictions, version), cancellation);

    private async ValueTask<T> AnswerAsync<T>(Func<LoadedModel, RecordRows> read, Func<BatchPart, string, T> answer,
        CancellationToken cancellation)
    {
        using var request = new ServedRequest(Key, ServedRequest.Code);
        try
        {
            var loaded = await EnterAsync(isUse: true, cancellation).ConfigureAwait(false);
            try
            {
                // Throws the reason why the model takes no records.
                if (loaded.Plan is null) RecordPlan.Of(loaded.Model);
                var rows = read(loaded);
                var part = await RunAsync(loaded, rows, cancellation).ConfigureAwait(false);
                request.Answered(loaded.Version, rows.Count);
                return answer(part, loaded.Version);
            }
            finally
            {
                loaded.Leave();
            }
        }
        catch (Exception fault)
        {
            request.Failed(fault);
            throw;
        }
    }
}
