namespace Layers.Tests;

/// <summary>A model with known predictions, errors and importances: it uses the column <c>used</c> alone, and predicts <c>yes</c> if the
/// value is above its mean of 0.</summary>
internal sealed class ReportedModel : IDisposable
{
    public ReportedModel()
    {
        double[] used = [.. Enumerable.Range(-20, 41).Where(value => value != 0).Select(value => (double)value)];
        Rows = Table.Of(
            Column.Number("used", used),
            Column.Number("idle", [.. used.Select((_, row) => (double)(row % 7))]),
            Column.Text("kind", [.. used.Select((_, row) => row % 4 == 0 ? "rare" : "usual")]),
            // The labels of two rows of "no" and of one row of "yes" are wrong.
            Column.Text("answer", [.. used.Select(value => (value > 0) ^ (value is -20 or -10 or 10) ? "yes" : "no")]));
        Space = new FeatureSpace { { ["used", "idle"], new Normalization() }, { "kind", new OneHotEncoding(UnknownCategory.Ignore) } };
        Space.Adapt(Rows);
        Model = new Sequential(name: "decision") { Space, new Dense(2, Activation.Softmax, name: "answers") };
        Model.Compile(new Adam(), Loss.SparseCategoricalCrossentropy, Metric.Accuracy);
        Model.Fit(Rows, "answer", epochs: 0);
        var columns = Space.OutputColumns.ToList();
        var kernel = new float[columns.Count, 2];
        (kernel[columns.IndexOf("used"), 0], kernel[columns.IndexOf("used"), 1]) = (-2, 2);
        Model.Layers[1].Weights[0].Value = kernel!;
    }

    /// <summary>The forty rows that the model was adapted to.</summary>
    public Table Rows { get; }

    public FeatureSpace Space { get; }

    public Sequential Model { get; }

    /// <summary>The same rows, with <c>used</c> in another unit.</summary>
    public Table Moved => Table.Of([.. Rows.Columns
        .Select(name => name == "used" ? Column.Number(name, [.. Rows.Numbers(name).Select(value => value * 3)]) : Rows[name])]);

    public void Dispose() => Model.Dispose();
}
