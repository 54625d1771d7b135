namespace Layers;

/// <summary>Reports on models, to look at.</summary>
public static class ModelReports
{
    extension(Model model)
    {
        /// <summary>A report on the model alone: its graph, what its layers learned from data, and its training.</summary>
        /// <param name="options">What it has; <see langword="null"/> for the defaults.</param>
        /// <exception cref="ArgumentOutOfRangeException">A number of the options is out of range.</exception>
        /// <exception cref="InvalidOperationException">The model, or the one beside it, does not know its input yet.</exception>
        /// <exception cref="LayerException">A layer was not adapted.</exception>
        /// <example><code>model.Report().Save("report.html");</code></example>
        public ModelReport Report(ReportOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(model);
            return Reporting.Of(model, options, _ => null, default);
        }

        /// <summary>A report on the model and on rows of today: how they compare with what the layers learned and, where they have labels,
        /// how well the model does on them and how much it needs each
        /// column.</summary>
        /// <param name="rows">A table, a file or a query with the columns of the model, and maybe the labels. With labels it is read into
        /// memory, otherwise it is gone through in bounded
        /// memory.</param>
        /// <param name="options">What the report has; <see langword="null"/> for the defaults.</param>
        /// <param name="cancellation">Stops it.</param>
        /// <exception cref="ArgumentException">A column is not there, the nearest is named; a label is of no class of the model; there are
        /// no rows; or an option is out of range.</exception>
        /// <exception cref="InvalidOperationException">The model, or the one beside it, does not know its input yet.</exception>
        /// <exception cref="LayerException">A layer was not adapted, or cannot work on these rows.</exception>
        /// <exception cref="RowSourceException">The rows cannot be read.</exception>
        /// <exception cref="OperationCanceledException">It was cancelled.</exception>
        /// <example><code>model.Report(DataFile.Csv("today.csv"), new ReportOptions { Label = "Species"
        /// }).Save("report.html");</code></example>
        public ModelReport Report(RowSource rows, ReportOptions? options = null, CancellationToken cancellation = default)
        {
            ArgumentNullException.ThrowIfNull(model);
            ArgumentNullException.ThrowIfNull(rows);
            return Reporting.Of(model, options, reported => ReportData.Of(reported, rows, options ?? new(), cancellation), cancellation);
        }

        /// <summary>A report on the model and on rows of today in an array, for a model of one input.</summary>
        /// <param name="x">Raw rows, with the batch first.</param>
        /// <param name="y">Their labels; <see langword="null"/>, the default, for none.</param>
        /// <param name="options">What the report has; <see langword="null"/> for the defaults.</param>
        /// <param name="cancellation">Stops it.</param>
        /// <exception cref="ArgumentException">There are no rows, their number is not that of the labels, or an option is out of
        /// range.</exception>
        /// <exception cref="InvalidOperationException">The model, or the one beside it, does not know its input yet.</exception>
        /// <exception cref="LayerException">The model has several inputs; or a layer was not adapted, or cannot work on these
        /// rows.</exception>
        /// <exception cref="OperationCanceledException">It was cancelled.</exception>
        public ModelReport Report(TensorData x, TensorData? y = null, ReportOptions? options = null,
            CancellationToken cancellation = default)
        {
            ArgumentNullException.ThrowIfNull(model);
            ArgumentNullException.ThrowIfNull(x);
            return Reporting.Of(model, options, reported => ReportData.Of(reported, x, y), cancellation);
        }
    }
}
