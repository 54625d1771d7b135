using System.Buffers;
using System.Data;
using System.Text;

namespace Layers;

/// <summary>Predictions from records: values by name, in any order, one record or many.</summary>
/// <remarks>A record is addressed to the model, so a name that the model does not take is refused as a misspelling; a table may have more
/// columns. Names match exactly. A null is a missing value. What the columns are called says <see cref="Model.Signature"/>.</remarks>
/// <example><code>
/// using var model = Model.Load("penguins.keras");
/// string species = model.PredictJson("""{"Island": "Dream", "Sex": null, "Body Mass (g)": 3350}""").Label;
/// </code></example>
public static class Records
{
    extension(Model model)
    {
        /// <summary>Predicts from a dictionary.</summary>
        /// <param name="record">A value for each column: a text, a number, true or false, a date, or null for a missing one; also a
        /// <see cref="System.Text.Json.JsonElement"/> of these.</param>
        /// <param name="options">What else it should do; <see langword="null"/> for the defaults.</param>
        /// <returns>What the model says.</returns>
        /// <exception cref="RecordException">A column is not there, unknown, of another type, or out of range; the message names
        /// it.</exception>
        /// <exception cref="InvalidOperationException">The features of the model have no names.</exception>
        /// <exception cref="LayerException">A layer was not adapted, or cannot compute with a value, as an unknown word without a place for
        /// it.</exception>
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
        /// <param name="options">What else it should do; <see langword="null"/> for the defaults.</param>
        /// <inheritdoc cref="Predict(Model, IReadOnlyDictionary{string, object}, PredictOptions)" path="/returns"/>
        /// <inheritdoc cref="Predict(Model, IReadOnlyDictionary{string, object}, PredictOptions)" path="/exception"/>
        public Prediction Predict<T>(T record, PredictOptions? options = null)
            where T : IFeatures
        {
            ArgumentNullException.ThrowIfNull(model);
            // A struct is not boxed for this.
            if (record is null) throw new ArgumentNullException(nameof(record));
            var plan = RecordPlan.Of(model);
            var rows = plan.TakeRow(model);
            Write(record, rows, options);
            return One(model, rows, options);
        }

        /// <summary>Predicts from records.</summary>
        /// <typeparam name="T">A type with <c>[Features]</c>, or one that implements <see cref="IFeatures"/>.</typeparam>
        /// <param name="records">The records.</param>
        /// <param name="options">What else it should do; <see langword="null"/> for the defaults.</param>
        /// <returns>What the model says of each, in their order.</returns>
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
        /// <param name="options">What else it should do; <see langword="null"/> for the defaults.</param>
        /// <inheritdoc cref="Predict(Model, IReadOnlyDictionary{string, object}, PredictOptions)" path="/returns"/>
        /// <exception cref="RecordException">It is no valid JSON object, or a column is not there, unknown, twice, nested, of another type,
        /// or out of range; the message names it.</exception>
        /// <exception cref="InvalidOperationException">The features of the model have no names.</exception>
        /// <exception cref="LayerException">A layer was not adapted, or cannot compute with a value, as an unknown word without a place for
        /// it.</exception>
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
        /// <param name="options">What else it should do; <see langword="null"/> for the defaults.</param>
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
        /// <param name="options">What else it should do; <see langword="null"/> for the defaults.</param>
        /// <returns>What the model says of each, in their order.</returns>
        /// <exception cref="RecordException">It is no valid JSON array of objects, or a column of one is not there, unknown, twice, nested,
        /// of another type, or out of range; the message names record and column.</exception>
        /// <exception cref="InvalidOperationException">The features of the model have no names.</exception>
        /// <exception cref="LayerException">A layer was not adapted, or cannot compute with a value.</exception>
        public IReadOnlyList<Prediction> PredictJsonArray(ReadOnlySpan<byte> utf8, PredictOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(model);
            var rows = RecordJson.ReadMany(utf8, RecordPlan.Of(model), options);
            return rows.Count == 0 ? [] : Many(model, rows, options);
        }

        /// <summary>Predicts from a JSON array of objects.</summary>
        /// <param name="json">The array.</param>
        /// <param name="options">What else it should do; <see langword="null"/> for the defaults.</param>
        /// <inheritdoc cref="PredictJsonArray(Model, ReadOnlySpan{byte}, PredictOptions)" path="/returns"/>
        /// <inheritdoc cref="PredictJsonArray(Model, ReadOnlySpan{byte}, PredictOptions)" path="/exception"/>
        public IReadOnlyList<Prediction> PredictJsonArray(string json, PredictOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(json);
            return model.PredictJsonArray(Encoding.UTF8.GetBytes(json), options);
        }

        /// <summary>Predicts the rows of a table, a file or a query, in bounded memory.</summary>
        /// <param name="rows">Rows with the columns of the model, in any order, and maybe others.</param>
        /// <param name="batchSize">How many rows are read and predicted together, 1 or more; default 65,536.</param>
        /// <param name="options">What else it should do; <see langword="null"/> for the defaults.</param>
        /// <param name="progress">Told how many rows were predicted so far, after each batch.</param>
        /// <param name="cancellation">Stops reading.</param>
        /// <returns>What the model says of each row, read as they are asked for.</returns>
        /// <exception cref="ArgumentException">A column is not there; the message names the nearest.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The batch size is not positive.</exception>
        /// <exception cref="InvalidOperationException">The features of the model have no names.</exception>
        /// <exception cref="RowSourceException">The rows cannot be read.</exception>
        /// <exception cref="LayerException">A layer was not adapted, or cannot compute with a value.</exception>
        public IEnumerable<Prediction> Predict(RowSource rows, int batchSize = RowSource.DefaultBatchSize, PredictOptions? options = null, IProgress<long>? progress = null, CancellationToken cancellation = default)
        {
            ArgumentNullException.ThrowIfNull(model);
            ArgumentNullException.ThrowIfNull(rows);
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
            var tables = new TablePredictions(model, rows, options, cancellation);
            return tables.Read(batchSize, progress);
        }

        /// <summary>Predicts the rows of a data reader, from the next one on, in bounded memory.</summary>
        /// <param name="reader">An open reader with the columns of the model, in any order, and maybe others.</param>
        /// <param name="batchSize">How many rows are read and predicted together, 1 or more; default 65,536.</param>
        /// <param name="options">What else it should do; <see langword="null"/> for the defaults.</param>
        /// <param name="progress">Told how many rows were predicted so far, after each batch.</param>
        /// <param name="cancellation">Stops reading.</param>
        /// <returns>What the model says of each row, read as they are asked for.</returns>
        /// <exception cref="ArgumentOutOfRangeException">The batch size is not positive.</exception>
        /// <exception cref="RecordException">A column is not there, of another type, or out of range; the message names row and
        /// column.</exception>
        /// <exception cref="InvalidOperationException">The features of the model have no names.</exception>
        /// <exception cref="LayerException">A layer was not adapted, or cannot compute with a value.</exception>
        public IEnumerable<Prediction> Predict(IDataReader reader, int batchSize = RowSource.DefaultBatchSize, PredictOptions? options = null, IProgress<long>? progress = null, CancellationToken cancellation = default)
        {
            ArgumentNullException.ThrowIfNull(model);
            ArgumentNullException.ThrowIfNull(reader);
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
            return new ReaderPredictions(model, reader, options).Read(batchSize, progress, cancellation);
        }

        /// <summary>Predicts rows as words: the mirror of <c>Fit</c> with words as labels.</summary>
        /// <param name="x">Raw rows, with the batch first.</param>
        /// <returns>The likeliest class of each row.</returns>
        /// <exception cref="InvalidOperationException">No classes are known.</exception>
        /// <exception cref="LayerException">A layer cannot work on rows of that shape or was not adapted, or the model has several inputs
        /// or outputs.</exception>
        public string[] PredictLabels(TensorData x)
        {
            ArgumentNullException.ThrowIfNull(model);
            ArgumentNullException.ThrowIfNull(x);
            var y = model.Predict(x);
            return Array.ConvertAll(PredictionShape.Of(model).Read([y]), prediction => prediction.Label);
        }
    }

    /// <summary>Fills a row.</summary>
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

    private static Prediction[] Many(Model model, RecordRows rows, PredictOptions? options) => rows.Plan.Outputs.Read(model.PredictAll(rows.Tensors, options));
}
