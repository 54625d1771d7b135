namespace Layers;

/// <summary>Makes reports.</summary>
internal static class Reporting
{
    // The default of Evaluate, so that both give the same numbers.
    private const int BatchSize = 32;

    /// <summary>Makes the report on a model, and on the model beside it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="data">Returns the rows of today as a model takes them; null for none.</param>
    /// <param name="cancellation">Stops the report.</param>
    public static ModelReport Of(Model model, ReportOptions? options, Func<Model, ReportData?> data, CancellationToken cancellation)
    {
        options = (options ?? new()).Checked();
        var beside = options.Beside is { } other ? Of(other, options with { Title = null, Beside = null }, data, cancellation) : null;
        var signature = model.Signature;
        var remarks = new List<string>();
        var rows = data(model);
        var examples = Labelled(model, rows, remarks)?.Invoke();
        var check = rows?.Check();
        if (rows is not null && check is null)
            remarks.Add("No layer of the model knows the data that it was adapted to, so the rows are not compared with training.");
        var evaluation = examples is null ? null
            : model.Evaluate(() => examples, model.Inputs is [{ BatchSize: { } size }, ..] ? size : BatchSize, cancellation);
        var importances = examples is null || options.Repeats == 0 ? []
            : Importance.Of(model, examples, rows!.Columns(), options, cancellation);
        if (model.History is null)
            remarks.Add("The model has no history of its training: it was not trained by this library, or its file is of another program.");
        var features = ReportedFeatures.Of(model, check, importances, options.MostFeatures);
        return new ModelReport(options.Title ?? model.Name, signature, Diagram.Of(model), features)
        {
            Skew = check?.Skew,
            Evaluation = evaluation,
            History = model.History,
            Importances = importances,
            Beside = beside,
            Remarks = [.. remarks, .. model.LoadReport?.Warnings.Select(warning => warning.ToString()) ?? [], .. model.MaskWarnings],
            Facts = [.. Facts(model, check?.Skew.Rows ?? examples?.Rows)],
        };
    }

    private static Func<Examples>? Labelled(Model model, ReportData? rows, List<string> remarks)
    {
        if (rows?.WhyNoLabels is { } why) remarks.Add($"{why} So the model was not evaluated.");
        if (rows?.Examples is not { } examples) return null;
        if (model.IsCompiled) return examples;
        remarks.Add("The model is not compiled: its file has no loss. So it was not evaluated.");
        return null;
    }

    private static IEnumerable<KeyValuePair<string, string>> Facts(Model model, long? rows)
    {
        yield return new("model", Figures.Name(model.Name));
        yield return new("layers", Figures.Count(LayerPlaces.Of(model.Shown).Count(place => place.Original is not (Model or Input))));
        var (all, trainable) = (model.Weights.Sum(weight => weight.Shape.Length),
            model.TrainableWeights.Sum(weight => weight.Shape.Length));
        yield return new("parameters", $"{Figures.Count(all)}, {Figures.Count(trainable)} of them trainable");
        if (model.History is { Epochs.Count: > 0 } history) yield return new("trained for", Figures.Count(history.Epochs.Count, "epoch"));
        if (model.LoadReport is { KerasVersion: { } version }) yield return new("format of the file", $"Keras {version}");
        if (model.MadeFrom.Count > 0)
            yield return new("made from", string.Join(", ", model.MadeFrom.Take(10).Select(source => Figures.Name(source.Name, 40))));
        if (rows is { } count) yield return new("rows of today", Figures.Count(count));
    }
}
