namespace Layers;

/// <summary>Training and measuring on tables, files and queries, whose columns go into the model by name.</summary>
/// <remarks>A column of texts gives the classes of the output, in the order of code points, which the model and its file keep. Under a loss
/// of classes, a column of integers gives classes by value and one of truth values the classes <c>false</c> and <c>true</c>; elsewhere they
/// are numbers. The table may have more columns than the model takes.</remarks>
/// <example><code>
/// var (training, test) = DataFile.Csv("penguins.csv").ToTable().Split(0.8, stratify: "Species");
/// var space = FeatureSpace.Propose(training, "Species");
/// space.Adapt(training);
/// using var model = new Sequential { space, new Dense(3, Activation.Softmax) };
/// model.Compile(new Adam(0.01), Loss.SparseCategoricalCrossentropy, Metric.Accuracy);
/// model.Fit(training, "Species", epochs: 50);
/// Console.WriteLine(model.Evaluate(test));
/// </code></example>
public static class TableTraining
{
    extension(Model model)
    {
        /// <summary>Trains on the rows of a table, a file or a query, which are read into memory.</summary>
        /// <param name="rows">Rows with the columns of the model and the labels.</param>
        /// <param name="label">The column of labels.</param>
        /// <param name="batchSize">Rows a step, 1 or more; default 32. The last batch of an epoch may be smaller.</param>
        /// <param name="epochs">How often all rows are gone through, 0 or more; default 1.</param>
        /// <param name="validationSplit">The share of rows at the end that is kept for validation, from 0 to below 1; default 0.</param>
        /// <param name="validationData">Rows for validation; takes precedence over <paramref name="validationSplit"/>.</param>
        /// <param name="shuffle">Whether each epoch takes the rows in another order; default true.</param>
        /// <param name="sampleWeight">One number a row, by which its loss counts; <see langword="null"/> for 1 each.</param>
        /// <param name="classWeight">By what the loss of each class counts, by the words or the numbers of classes; in place of
        /// <paramref name="sampleWeight"/>. <see langword="null"/> for 1 each.</param>
        /// <param name="callbacks">What happens beside training.</param>
        /// <param name="seed">Decides the order of rows and what is dropped; default 0.</param>
        /// <param name="initialEpoch">The number that the first epoch has, from 0; training ends at <paramref name="epochs"/>.</param>
        /// <param name="progress">Told after each step.</param>
        /// <param name="cancellation">Stops reading, or training after a step; the model then keeps what that step learned.</param>
        /// <returns>Loss and metrics of each epoch.</returns>
        /// <exception cref="InvalidOperationException">The model was not compiled, has several outputs, or has nothing to train; or another
        /// call changes it, or a layer of it, at the moment.</exception>
        /// <exception cref="LayerException">A layer cannot work on these rows, or was not adapted.</exception>
        /// <exception cref="ArgumentException">A column is not there, the nearest is named; labels are blank, of one class, or of other
        /// classes than the output has; counts do not fit; a number is not finite; an argument is out of range. The model is as it
        /// was.</exception>
        /// <exception cref="RowSourceException">The rows cannot be read.</exception>
        /// <exception cref="OperationCanceledException">It was cancelled.</exception>
        /// <example><code>
        /// model.Fit(training, "Species", epochs: 20);                     // the model keeps the words
        /// </code></example>
        public History Fit(
            RowSource rows,
            string label,
            int batchSize = 32,
            int epochs = 1,
            double validationSplit = 0,
            RowSource? validationData = null,
            bool shuffle = true,
            TensorData? sampleWeight = null,
            ClassWeights? classWeight = null,
            IReadOnlyList<Callback>? callbacks = null,
            long seed = 0,
            int initialEpoch = 0,
            IProgress<TrainingProgress>? progress = null,
            CancellationToken cancellation = default)
        {
            ArgumentNullException.ThrowIfNull(label);
            return model.Fit(rows, [label], batchSize, epochs, validationSplit, validationData, shuffle, sampleWeight, classWeight, callbacks, seed, initialEpoch, progress, cancellation);
        }

        /// <summary>Trains on the rows of a table, a file or a query, with several columns of labels.</summary>
        /// <param name="rows">Rows with the columns of the model and the labels.</param>
        /// <param name="labels">The columns of labels: of a model of several outputs each for the output of its name; of one output all of
        /// them side by side, each a number or a truth value, so that an output may give several labels at once
        /// (<see cref="Prediction.Labels"/>).</param>
        /// <param name="batchSize">Rows a step, 1 or more; default 32. The last batch of an epoch may be smaller.</param>
        /// <param name="epochs">How often all rows are gone through, 0 or more; default 1.</param>
        /// <param name="validationSplit">The share of rows at the end that is kept for validation, from 0 to below 1; default 0.</param>
        /// <param name="validationData">Rows for validation; takes precedence over <paramref name="validationSplit"/>.</param>
        /// <param name="shuffle">Whether each epoch takes the rows in another order; default true.</param>
        /// <param name="sampleWeight">One number a row, by which its losses count; <see langword="null"/> for 1 each.</param>
        /// <param name="classWeight">By what the loss of each class counts, for a model of one output and one column of labels;
        /// <see langword="null"/> for 1 each.</param>
        /// <param name="callbacks">What happens beside training.</param>
        /// <param name="seed">Decides the order of rows and what is dropped; default 0.</param>
        /// <param name="initialEpoch">The number that the first epoch has, from 0; training ends at <paramref name="epochs"/>.</param>
        /// <param name="progress">Told after each step.</param>
        /// <param name="cancellation">Stops reading, or training after a step; the model then keeps what that step learned.</param>
        /// <returns>Loss and metrics of each epoch.</returns>
        /// <inheritdoc cref="Fit(Model, RowSource, string, int, int, double, RowSource, bool, TensorData, ClassWeights, IReadOnlyList{Callback}, long, int, IProgress{TrainingProgress}, CancellationToken)" path="/exception"/>
        public History Fit(
            RowSource rows,
            IReadOnlyList<string> labels,
            int batchSize = 32,
            int epochs = 1,
            double validationSplit = 0,
            RowSource? validationData = null,
            bool shuffle = true,
            TensorData? sampleWeight = null,
            ClassWeights? classWeight = null,
            IReadOnlyList<Callback>? callbacks = null,
            long seed = 0,
            int initialEpoch = 0,
            IProgress<TrainingProgress>? progress = null,
            CancellationToken cancellation = default)
        {
            ArgumentNullException.ThrowIfNull(model);
            ArgumentNullException.ThrowIfNull(rows);
            ArgumentNullException.ThrowIfNull(labels);
            if (classWeight is not null && sampleWeight is not null) throw Throw.TwoWeights();
            if (classWeight is not null && (labels.Count > 1 || model.OutputNames.Count > 1))
                throw Throw.ClassWeightsOfSeveral(model.ToString(), model.OutputNames, labels);
            var training = new TableExamples(model, rows, labels, cancellation);
            var validation = validationData is null ? null : new TableExamples(model, validationData, labels, cancellation);
            return model.Fit(coding => training.Of(coding, sampleWeight, "Fit"), validationSplit, Validation, classWeight,
                new FitOptions(batchSize, epochs, initialEpoch, shuffle, seed, callbacks, progress, cancellation),
                () => training.Positions);

            Examples? Validation(LabelCoding coding)
            {
                if (validation is null) return null;
                validation.Positions = training.Positions;
                return validation.Of(coding, null, "Validation");
            }
        }

        /// <summary>Measures loss and metrics on the rows of a table, a file or a query, which are read into memory.</summary>
        /// <param name="rows">Rows with the columns of the model and the labels.</param>
        /// <param name="label">The column of labels; <see langword="null"/>, the default, for those that the model was fitted with.</param>
        /// <param name="batchSize">Rows at a time, 1 or more; default 32.</param>
        /// <param name="sampleWeight">One number a row; <see langword="null"/> for 1 each.</param>
        /// <param name="cancellation">Stops reading and measuring.</param>
        /// <returns>Loss and metrics by name and, where an output has classes that are known, how well they were told apart.</returns>
        /// <exception cref="ArgumentException">A column is not there, the nearest is named; a label is of no class of the model; counts do
        /// not fit; a number is not finite; or no column is given and none known.</exception>
        /// <inheritdoc cref="Fit(Model, RowSource, string, int, int, double, RowSource, bool, TensorData, ClassWeights, IReadOnlyList{Callback}, long, int, IProgress{TrainingProgress}, CancellationToken)" path="/exception[not(contains(@cref, 'ArgumentException'))]"/>
        /// <example><code>
        /// Evaluation measured = model.Evaluate(test);                     // "Species" is remembered
        /// Console.WriteLine(measured.Report);                             // precision, recall and F1 of each class
        /// </code></example>
        public Evaluation Evaluate(RowSource rows, string? label = null, int batchSize = 32, TensorData? sampleWeight = null, CancellationToken cancellation = default)
        {
            ArgumentNullException.ThrowIfNull(model);
            ArgumentNullException.ThrowIfNull(rows);
            var examples = new TableExamples(model, rows, label is null ? TableExamples.LabelsOf(model) : [label], cancellation);
            return model.Evaluate(() => examples.Of(new LabelCoding(model, learns: false), sampleWeight, "Evaluate"), batchSize, cancellation);
        }
    }
}
