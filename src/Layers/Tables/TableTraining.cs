namespace Layers;

/// <summary>Training and evaluation on tables, files and queries, whose columns are matched to the model by name.</summary>
/// <remarks>A label column of texts determines the classes of the output, in the order of code points; the model and its file store them.
/// With a loss for classes, a label column of integers has its distinct values as classes, and a column of Booleans has the classes
/// <c>false</c> and <c>true</c>; with other losses such labels are numbers. The table may have more columns than the model takes.</remarks>
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
        /// <param name="label">The name of the label column.</param>
        /// <param name="batchSize">The number of rows in a step, 1 or more; default 32. The last batch of an epoch may be smaller.</param>
        /// <param name="epochs">The number of passes over all rows, 0 or more; default 1.</param>
        /// <param name="validationSplit">The share of rows at the end that is used for validation, from 0 to below 1; default 0.</param>
        /// <param name="validationData">Rows for validation, which take precedence over <paramref name="validationSplit"/>;
        /// <see langword="null"/>, the default, for none.</param>
        /// <param name="shuffle">Whether to shuffle the rows before each epoch; default true.</param>
        /// <param name="sampleWeight">One weight for the loss of each row; <see langword="null"/> for a weight of 1.</param>
        /// <param name="classWeight">The weight of the loss of each class, by the words or the numbers of the classes; other classes have
        /// the weight 1. It cannot be combined with <paramref name="sampleWeight"/>, and validation does not use it.
        /// <see langword="null"/>, the default, for a weight of 1.</param>
        /// <param name="callbacks">The callbacks, which are called in this order; <see langword="null"/>, the default, for none.</param>
        /// <param name="seed">The seed of the shuffling and of random layers such as <see cref="Dropout"/>; default 0.</param>
        /// <param name="initialEpoch">The number of the first epoch, from 0; default 0. Training ends before the epoch with the number
        /// <paramref name="epochs"/>.</param>
        /// <param name="progress">Receives the progress after each step; <see langword="null"/>, the default, for none.</param>
        /// <param name="cancellation">A token that cancels reading, or stops training after a step; the model then keeps the weights of
        /// that step.</param>
        /// <returns>The loss and the metrics of each epoch.</returns>
        /// <exception cref="InvalidOperationException">The model is not compiled, has several outputs, or has nothing to train; or another
        /// call is changing it, or a layer of it.</exception>
        /// <exception cref="LayerException">A layer cannot take these rows, or is not adapted.</exception>
        /// <exception cref="ArgumentException">A column is missing, and the message suggests the nearest name; labels are blank, have a
        /// single class, or have classes that do not fit the output; counts do not fit; a number is not finite; or an argument is out of
        /// range. The model is unchanged.</exception>
        /// <exception cref="RowSourceException">The rows cannot be read.</exception>
        /// <exception cref="OperationCanceledException">Reading or training was cancelled.</exception>
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
            return model.Fit(rows, [label], batchSize, epochs, validationSplit, validationData, shuffle, sampleWeight, classWeight,
                callbacks, seed, initialEpoch, progress, cancellation);
        }

        /// <summary>Trains on the rows of a table, a file or a query, with several columns of labels.</summary>
        /// <param name="rows">Rows with the columns of the model and the labels.</param>
        /// <param name="labels">The names of the label columns. For a model with several outputs: each is the label of the output of its
        /// name. For a model with one output: all columns together, each a number or a Boolean, so that the output can have several labels
        /// at once (<see cref="Prediction.Labels"/>).</param>
        /// <param name="batchSize">The number of rows in a step, 1 or more; default 32. The last batch of an epoch may be smaller.</param>
        /// <param name="epochs">The number of passes over all rows, 0 or more; default 1.</param>
        /// <param name="validationSplit">The share of rows at the end that is used for validation, from 0 to below 1; default 0.</param>
        /// <param name="validationData">Rows for validation, which take precedence over <paramref name="validationSplit"/>;
        /// <see langword="null"/>, the default, for none.</param>
        /// <param name="shuffle">Whether to shuffle the rows before each epoch; default true.</param>
        /// <param name="sampleWeight">One weight for the losses of each row; <see langword="null"/> for a weight of 1.</param>
        /// <param name="classWeight">The weight of the loss of each class, for a model with one output and one label column;
        /// <see langword="null"/> for a weight of 1.</param>
        /// <param name="callbacks">The callbacks, which are called in this order; <see langword="null"/>, the default, for none.</param>
        /// <param name="seed">The seed of the shuffling and of random layers such as <see cref="Dropout"/>; default 0.</param>
        /// <param name="initialEpoch">The number of the first epoch, from 0; default 0. Training ends before the epoch with the number
        /// <paramref name="epochs"/>.</param>
        /// <param name="progress">Receives the progress after each step; <see langword="null"/>, the default, for none.</param>
        /// <param name="cancellation">A token that cancels reading, or stops training after a step; the model then keeps the weights of
        /// that step.</param>
        /// <returns>The loss and the metrics of each epoch.</returns>
        /// <inheritdoc cref="Fit(Model, RowSource, string, int, int, double, RowSource, bool, TensorData, ClassWeights,
        /// IReadOnlyList{Callback}, long, int, IProgress{TrainingProgress}, CancellationToken)" path="/exception"/>
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

        /// <summary>Computes the loss and the metrics on the rows of a table, a file or a query, which are read into memory.</summary>
        /// <param name="rows">Rows with the columns of the model and the labels.</param>
        /// <param name="label">The name of the label column; <see langword="null"/>, the default, for the columns that the model was fitted
        /// with.</param>
        /// <param name="batchSize">The number of rows in a batch, 1 or more; default 32.</param>
        /// <param name="sampleWeight">One weight for each row; <see langword="null"/> for a weight of 1.</param>
        /// <param name="cancellation">A token that cancels reading and evaluation.</param>
        /// <returns>The loss and the metrics by name and, if the classes of an output are known, the classification results of the
        /// output.</returns>
        /// <exception cref="ArgumentException">A column is missing, and the message suggests the nearest name; a label is not a class of
        /// the model; counts do not fit; a number is not finite; or no label column is given, and the model does not know one.</exception>
        /// <inheritdoc cref="Fit(Model, RowSource, string, int, int, double, RowSource, bool, TensorData, ClassWeights,
        /// IReadOnlyList{Callback}, long, int, IProgress{TrainingProgress}, CancellationToken)" path="/exception[not(contains(@cref,
        /// 'ArgumentException'))]"/>
        /// <example><code>
        /// Evaluation measured = model.Evaluate(test);                     // "Species" is remembered
        /// Console.WriteLine(measured.Report);                             // precision, recall and F1 of each class
        /// </code></example>
        public Evaluation Evaluate(RowSource rows, string? label = null, int batchSize = 32, TensorData? sampleWeight = null,
            CancellationToken cancellation = default)
        {
            ArgumentNullException.ThrowIfNull(model);
            ArgumentNullException.ThrowIfNull(rows);
            var examples = new TableExamples(model, rows, label is null ? TableExamples.LabelsOf(model) : [label], cancellation);
            return model.Evaluate(() => examples.Of(new LabelCoding(model, learns: false), sampleWeight, "Evaluate"), batchSize,
                cancellation);
        }
    }
}
