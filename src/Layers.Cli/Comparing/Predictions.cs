namespace Layers.Cli;

/// <summary>Compares the predictions of two models for the same rows.</summary>
/// <param name="first">The first model.</param>
/// <param name="second">The second model.</param>
internal sealed class Predictions(Model first, Model second)
{
    /// <summary>Predicts all rows with both models.</summary>
    /// <param name="file">The file, for the result.</param>
    /// <param name="data">The rows.</param>
    /// <param name="columns">The columns that a model without names takes.</param>
    /// <param name="tolerance">The largest relative difference that is allowed.</param>
    /// <param name="progress">Receives the number of rows predicted so far.</param>
    /// <param name="cancellation">Stops the comparison.</param>
    public PredictionDifference Of(string file, RowSource data, IReadOnlyList<string> columns, double tolerance, IProgress<long> progress,
        CancellationToken cancellation)
    {
        var (a, b) = (ModelRows.Of(first, data, columns), ModelRows.Of(second, data, columns));
        if (first.OutputNames.Count != second.OutputNames.Count)
            throw new ToolException(
                $"The first model has the outputs {string.Join(", ", first.OutputNames)}, the second " +
                $"{string.Join(", ", second.OutputNames)}: their predictions cannot be compared.");
        OutputComparison[] outputs = [.. first.OutputNames.Select(name => new OutputComparison(name))];
        var (left, right) = (PredictionShape.Of(first), PredictionShape.Of(second));
        var hasLabels = left.Outputs is [var only] && right.Outputs is [var other] && PredictionJson.HasLabel(only)
            && PredictionJson.HasLabel(other) && !PredictionJson.IsOfSeveralLabels(only);
        var (done, otherLabels) = (0L, 0L);
        foreach (var table in data.Select([.. a.Columns.Union(b.Columns)]).ReadTables(8192, cancellation))
        {
            var (x, y) = (a.Predict(table), b.Predict(table));
            for (var i = 0; i < outputs.Length; i++) outputs[i].Add(x[i], y[i]);
            if (hasLabels) otherLabels += left.Read(x).Zip(right.Read(y)).Count(pair => pair.First.Label != pair.Second.Label);
            done += table.RowCount;
            progress.Report(done);
        }
        if (done == 0) throw new ToolException($"{data.Description} has no rows to compare.");
        return new PredictionDifference(file, done, tolerance, [.. outputs.Select(output => output.Result(tolerance))], hasLabels
            ? otherLabels : null);
    }
}
