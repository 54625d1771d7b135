using System.Buffers;
using System.Data;
using System.Text;

namespace Layers;

/// <summary>Predictions from records: values by name, in any order, for one record or many.</summary>
/// <remarks>A name in a record that the model does not take is refused, because it may be misspelled; a table may have more columns. Names
/// match exactly. A null is a missing value. <see cref="Model.Signature"/> has the names of the columns.</remarks>
/// <example><code>
/// using var model = Model.Load("penguins.keras");
/// string species = model.PredictJson("""{"Island": "Dream", "Sex": null, "Body Mass (g)": 3350}""").Label;
/// </code></example>
public static class Records
{
    extension(Model model)
    {
        /// <summary>Predicts from a dictionary.</summary>
        /// <param name="record">A value for each column: a text, a number, a Boolean, a date, or null for a missing value; also a
        /// <see cref="System.Text.Json.JsonElement"/> of one of these.</param>
        /// <param name="options">The options; <see langword="null"/> for the defaults.</param>
        /// <returns>The prediction.</returns>
        /// <exception cref="RecordException">A column is missing, unknown, of another type, or out of range; the message names the
        /// column.</exception>
        /// <exception cref="InvalidOperationException">The features of the model have no names.</exception>
        /// <exception cref="LayerException">A layer is not adapted, or cannot compute with a value, for example with an unknown word for
        /// which it has no index.</exception>
        /// <example><code>
        /// Prediction same = model.Predict(new Dictionary&lt;string, object?&gt;
        /// {
        ///     ["Island"] = "Dream",
        ///     ["Sex"] = null,                                             // missing
        ///     ["Beak Length (mm)"] = 49.6,
        ///     ["Beak Depth (mm)"] = 18.2,
        ///     ["Flipper Length (mm)"] = 193,
        ///     ["Body Mass (g)"] = 3775,
        /// });
        /// </code></example>
        public Prediction Predict(IReadOnlyDictionary<string, object?> record, PredictOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(model);
            ArgumentNullException.ThrowIfNull(record);
            var plan = RecordPlan.Of(model);
            var rows = plan.TakeRow(model);
            RecordValues.Read(record, rows, options);
            return One(model, rows, options);
        }

        /// <summary>Predicts from a record.</summary>
        /// <typeparam name="T">A type with <c>[Features]</c>, or one that implements <see cref="IFeatures"/>.</typeparam>
        /// <param name="record">The record.</param>
        /// <param name="options">The options; <see langword="null"/> for the defaults.</param>
        /// <inheritdoc cref="Predict(Model, IReadOnlyDictionary{string, object}, PredictOptions)" path="/returns"/>
        /// <inheritdoc cref="Predict(Model, IReadOnlyDictionary{string, object}, PredictOptions)" path="/exception"/>
        public Prediction Predict<T>(T record, PredictOptions? options = null)
            where T : IFeatures
        {
            ArgumentNullException.ThrowIfNull(model);
            // A call through the type parameter does not box a struct.
            if (record is null) throw new ArgumentNullException(nameof(record));
            var plan = RecordPlan.Of(model);
            var rows = plan.TakeRow(model);
            Write(record, rows, options);
            return One(model, rows, options);
        }

        /// <summary>Predicts from records.</summary>
        /// <typeparam name="T">A type with <c>[Features]</c>, or one that implements <see cref="IFeatures"/>.</typeparam>
        /// <param name="records">The records.</param>
        /// <param name="options">The options; <see langword="null"/> for the defaults.</param>
        /// <returns>The prediction for each record, in their order.</returns>
        /// <inheritdoc cref="Predict(Model, IReadOnlyDictionary{string, object}, PredictOptions)" path="/exception"/>
        public IReadOnlyList<Prediction> Predict<T>(IEnumerable<T> records, PredictOptions? options = null)
            where T : IFeatures
        {
            ArgumentNullException.ThrowIfNull(model);
            ArgumentNullException.ThrowIfNull(records);
            var plan = RecordPlan.Of(model);
            var all = records as IReadOnlyList<T> ?? [.. records];
            if (all.Count == 0) return [];
            var rows = new RecordRows(plan, all.Count);
            foreach (var record in all) Write(record ?? throw new ArgumentNullException(nameof(records)), rows, options);
            return Many(model, rows, options);
        }

        /// <summary>Predicts from a JSON object.</summary>
        /// <param name="utf8">The object as UTF-8: <c>{"Island": "Dream", "Body Mass (g)": 3350}</c>.</param>
        /// <param name="options">The options; <see langword="null"/> for the defaults.</param>
        /// <inheritdoc cref="Predict(Model, IReadOnlyDictionary{string, object}, PredictOptions)" path="/returns"/>
        /// <exception cref="RecordException">The text is not a valid JSON object, or a column is missing, unknown, a duplicate, nested, of
        /// another type, or out of range; the message names the column.</exception>
        /// <exception cref="InvalidOperationException">The features of the model have no names.</exception>
        /// <exception cref="LayerException">A layer is not adapted, or cannot compute with a value, for example with an unknown word for
        /// which it has no index.</exception>
        public Prediction PredictJson(ReadOnlySpan<byte> utf8, PredictOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(model);
            var plan = RecordPlan.Of(model);
            var rows = plan.TakeRow(model);
            RecordJson.ReadOne(utf8, rows, options);
            return One(model, rows, options);
        }

        /// <summary>Predicts from a JSON object.</summary>
        /// <param name="json">The object: <c>{"Island": "Dream", "Body Mass (g)": 3350}</c>.</param>
        /// <param name="options">The options; <see langword="null"/> for the defaults.</param>
        /// <inheritdoc cref="PredictJson(Model, ReadOnlySpan{byte}, PredictOptions)" path="/returns"/>
        /// <inheritdoc cref="PredictJson(Model, ReadOnlySpan{byte}, PredictOptions)" path="/exception"/>
        /// <example><code>
        /// Prediction bird = model.PredictJson("""
        ///     {"Island": "Dream", "Sex": null, "Beak Length (mm)": 49.6, "Beak Depth (mm)": 18.2,
        ///      "Flipper Length (mm)": 193, "Body Mass (g)": 3775}
        ///     """);
        /// Console.WriteLine(bird);                                        // Chinstrap (98.7 %)
        /// </code></example>
        public Prediction PredictJson(string json, PredictOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(json);
            var utf8 = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(json.Length));
            try
            {
                return model.PredictJson(utf8.AsSpan(0, Encoding.UTF8.GetBytes(json, utf8)), options);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(utf8);
            }
        }

        /// <summary>Predicts from a JSON array of objects.</summary>
        /// <param name="utf8">The array as UTF-8.</param>
        /// <param name="options">The options; <see langword="null"/> for the defaults.</param>
        /// <returns>The prediction for each record, in their order.</returns>
        /// <exception cref="RecordException">The text is not a valid JSON array of objects, or a column of a record is missing, unknown, a
        /// duplicate, nested, of another type, or out of range; the message names the record and the column.</exception>
        /// <exception cref="InvalidOperationException">The features of the model have no names.</exception>
        /// <exception cref="LayerException">A layer is not adapted, or cannot compute with a value.</exception>
        public IReadOnlyList<Prediction> PredictJsonArray(ReadOnlySpan<byte> utf8, PredictOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(model);
            var rows = RecordJson.ReadMany(utf8, RecordPlan.Of(model), options);
            return rows.Count == 0 ? [] : Many(model, rows, options);
        }

        /// <summary>Predicts from a JSON array of objects.</summary>
        /// <param name="json">The array.</param>
        /// <param name="options">The options; <see langword="null"/> for the defaults.</param>
        /// <inheritdoc cref="PredictJsonArray(Model, ReadOnlySpan{byte}, PredictOptions)" path="/returns"/>
        /// <inheritdoc cref="PredictJsonArray(Model, ReadOnlySpan{byte}, PredictOptions)" path="/exception"/>
        public IReadOnlyList<Prediction> PredictJsonArray(string json, PredictOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(json);
            return model.PredictJsonArray(Encoding.UTF8.GetBytes(json), options);
        }

        /// <summary>Predicts the rows of a table, a file or a query, in bounded memory.</summary>
        /// <param name="rows">Rows with the columns of the model, in any order; there may be others.</param>
        /// <param name="batchSize">The number of rows to read and predict together, 1 or more; default 65,536.</param>
        /// <param name="options">The options; <see langword="null"/> for the defaults.</param>
        /// <param name="progress">Receives the number of rows predicted so far, after each batch; <see langword="null"/>, the default, for
        /// none.</param>
        /// <param name="cancellation">A token that cancels reading.</param>
        /// <returns>The prediction for each row. The rows are read as the result is enumerated.</returns>
        /// <exception cref="ArgumentException">A column is missing; the message suggests the nearest name.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The batch size is not positive.</exception>
        /// <exception cref="InvalidOperationException">The features of the model have no names.</exception>
        /// <exception cref="RowSourceException">The rows cannot be read.</exception>
        /// <exception cref="LayerException">A layer is not adapted, or cannot compute with a value.</exception>
        public IEnumerable<Prediction> Predict(RowSource rows, int batchSize = RowSource.DefaultBatchSize, PredictOptions? options = null,
            IProgress<long>? progress = null, CancellationToken cancellation = default)
        {
            ArgumentNullException.ThrowIfNull(model);
            ArgumentNullException.ThrowIfNull(rows);
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
            var tables = new TablePredictions(model, rows, options, cancellation);
            return tables.Read(batchSize, progress);
        }

        /// <summary>Predicts the rows of a data reader, from the next row on, in bounded memory.</summary>
        /// <param name="reader">An open reader with the columns of the model, in any order; there may be others.</param>
        /// <param name="batchSize">The number of rows to read and predict together, 1 or more; default 65,536.</param>
        /// <param name="options">The options; <see langword="null"/> for the defaults.</param>
        /// <param name="progress">Receives the number of rows predicted so far, after each batch; <see langword="null"/>, the default, for
        /// none.</param>
        /// <param name="cancellation">A token that cancels reading.</param>
        /// <returns>The prediction for each row. The rows are read as the result is enumerated.</returns>
        /// <exception cref="ArgumentOutOfRangeException">The batch size is not positive.</exception>
        /// <exception cref="RecordException">A column is missing, of another type, or out of range; the message names the row and the
        /// column.</exception>
        /// <exception cref="InvalidOperationException">The features of the model have no names.</exception>
        /// <exception cref="LayerException">A layer is not adapted, or cannot compute with a value.</exception>
        public IEnumerable<Prediction> Predict(IDataReader reader, int batchSize = RowSource.DefaultBatchSize,
            PredictOptions? options = null, IProgress<long>? progress = null, CancellationToken cancellation = default)
        {
            ArgumentNullException.ThrowIfNull(model);
            ArgumentNullException.ThrowIfNull(reader);
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
            return new ReaderPredictions(model, reader, options).Read(batchSize, progress, cancellation);
        }

        /// <summary>Predicts the classes of rows as words: the counterpart of <c>Fit</c> with words as labels.</summary>
        /// <param name="x">Raw rows, with the batch first.</param>
        /// <returns>The most likely class of each row.</returns>
        /// <exception cref="InvalidOperationException">The classes are not known.</exception>
        /// <exception cref="LayerException">A layer cannot take rows of that shape or is not adapted, or the model has several inputs or
        /// outputs.</exception>
        public string[] PredictLabels(TensorData x)
        {
            ArgumentNullException.ThrowIfNull(model);
            ArgumentNullException.ThrowIfNull(x);
            var y = model.Predict(x);
            return Array.ConvertAll(PredictionShape.Of(model).Read([y]), prediction => prediction.Label);
        }
    }

    /// <summary>Writes a record into a row.</summary>
    internal static void Write<T>(T record, RecordRows rows, PredictOptions? options)
        where T : IFeatures
    {
        var columns = record.Columns;
        var writer = new FeatureWriter(rows, columns, rows.Plan.PlacesOf(columns, options));
        record.Write(ref writer);
        if (writer.Count < columns.Count) throw Throw.FewerValuesThanColumns(columns, writer.Count);
        rows.End(options);
    }

    private static Prediction One(Model model, RecordRows rows, PredictOptions? options)
    {
        if (rows.Bound is { } bound && options?.Guard is null && bound.IsRight())
        {
            var values = new float[bound.Length];
            bound.Run(values);
            RecordPlan.GiveBack(rows);
            return new Prediction(rows.Plan.Outputs, values, 0, 1);
        }
        var prediction = Many(model, rows, options)[0];
        RecordPlan.GiveBack(rows);
        return prediction;
    }

    private static Prediction[] Many(Model model, RecordRows rows, PredictOptions? options) =>
        rows.Plan.Outputs.Read(model.PredictAll(rows.Tensors, options));
}
