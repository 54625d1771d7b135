namespace Layers;

/// <summary>Extensions of <see cref="Model"/> that make reports.</summary>
public static class ModelReports
{
    extension(Model model)
    {
        /// <summary>Returns a report on the model alone: its graph, the statistics that its layers learned, and its training.</summary>
        /// <param name="options">What the report has; <see langword="null"/> for the defaults.</param>
        /// <exception cref="ArgumentOutOfRangeException">A number of the options is out of range.</exception>
        /// <exception cref="InvalidOperationException">The model, or the model beside it, does not know its input yet.</exception>
        /// <exception cref="LayerException">A layer was not adapted.</exception>
        /// <example><code>model.Report().Save("report.html");</code></example>
        public ModelReport Report(ReportOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(model);
            return Reporting.Of(model, options, _ => null, default);
        }

        /// <summary>Returns a report on the model and on rows of today: the comparison of the rows with training and, if they have labels,
        /// the evaluation of the model on them and the importance of each column.</summary>
        /// <param name="rows">A table, a file or a query with the columns of the model and, if known, the labels. With labels it is read
        /// into memory; without labels it is read in batches, in bounded memory.</param>
        /// <param name="options">What the report has; <see langword="null"/> for the defaults.</param>
        /// <param name="cancellation">Cancels the report.</param>
        /// <exception cref="ArgumentException">A column is missing (the message names the nearest); a label is not a class of the model;
        /// there are no rows; or an option is out of range.</exception>
        /// <exception cref="InvalidOperationException">The model, or the model beside it, does not know its input yet.</exception>
        /// <exception cref="LayerException">A layer was not adapted, or cannot work on these rows.</exception>
        /// <exception cref="RowSourceException">The rows cannot be read.</exception>
        /// <exception cref="OperationCanceledException">The report was cancelled.</exception>
        /// <example><code>model.Report(DataFile.Csv("today.csv"), new ReportOptions { Label = "Species"
        /// }).Save("report.html");</code></example>
        public ModelReport Report(RowSource rows, ReportOptions? options = null, CancellationToken cancellation = default)
        {
            ArgumentNullException.ThrowIfNull(model);
            ArgumentNullException.ThrowIfNull(rows);
            return Reporting.Of(model, options, reported => ReportData.Of(reported, rows, options ?? new(), cancellation), cancellation);
        }

        /// <summary>Returns a report on the model and on rows of today in an array, for a model with one input.</summary>
        /// <param name="x">The raw rows, with the batch axis first.</param>
        /// <param name="y">The labels; <see langword="null"/>, the default, for none.</param>
        /// <param name="options">What the report has; <see langword="null"/> for the defaults.</param>
        /// <param name="cancellation">Cancels the report.</param>
        /// <exception cref="ArgumentException">There are no rows, the numbers of rows and labels differ, or an option is out of
        /// range.</exception>
        /// <exception cref="InvalidOperationException">The model, or the model beside it, does not know its input yet.</exception>
        /// <exception cref="LayerException">The model has several inputs; or a layer was not adapted, or cannot work on these
        /// rows.</exception>
        /// <exception cref="OperationCanceledException">The report was cancelled.</exception>
        public ModelReport Report(TensorData x, TensorData? y = null, ReportOptions? options = null,
            CancellationToken cancellation = default)
        {
            ArgumentNullException.ThrowIfNull(model);
            ArgumentNullException.ThrowIfNull(x);
            return Reporting.Of(model, options, reported => ReportData.Of(reported, x, y), cancellation);
        }
    }
}
