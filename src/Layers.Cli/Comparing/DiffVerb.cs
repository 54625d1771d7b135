namespace Layers.Cli;

/// <summary>The verb <c>layers diff first second [data]</c>.</summary>
internal sealed class DiffVerb : Verb<DiffResult>
{
    private const int MostLines = 100;

    private readonly Argument<string> _first = ModelFiles.Argument("first");
    private readonly Argument<string> _second = ModelFiles.Argument("second");
    private readonly Argument<string?> _data = DataOptions.OptionalArgument("predictions are not compared");
    private readonly ToleranceOption _tolerance = new();
    private readonly DataOptions _options = new();

    public DiffVerb(Session session)
        : base(session, "diff",
            "Compares two models: settings, learned statistics, weights, predictions. Exit code 0 if they are the same, 2 if they differ.",
            ToolJson.Written.DiffResult)
    {
        Add(_first);
        Add(_second);
        Add(_data);
        Add(_tolerance);
        _options.AddTo(this);
    }

    protected override DiffResult Work(ParseResult arguments)
    {
        var tolerance = _tolerance.Of(arguments);
        var (firstPath, secondPath) = (arguments.GetRequiredValue(_first), arguments.GetRequiredValue(_second));
        using var first = ModelFiles.Open(firstPath);
        using var second = ModelFiles.Open(secondPath);
        var pairs = LayerPair.Of(first, second);
        SettingDifference[] settings = [.. Settings.Of(pairs)];
        StatisticDifference[] statistics = [.. Statistics.Of(pairs)];
        WeightDifference[] weights = [.. LayerWeights.Of(pairs)];
        var predictions = arguments.GetValue(_data) is { } data ? Compare(arguments, first, second, data, tolerance) : null;
        return new DiffResult(firstPath, secondPath, settings.Length + statistics.Length + weights.Length == 0
            && predictions?.Agrees != false, settings, statistics, weights, predictions);
    }

    protected override void Write(DiffResult result, Page page)
    {
        page.Line(result.IsSame ? "The models are the same." : "The models differ.");
        Write(page, "Settings", ["layer", "setting", "first", "second"],
            result.Settings.Select(each => new[] { each.Layer, each.Setting, each.First ?? "", each.Second ?? "" }));
        Write(page, "Learned statistics", ["layer", "feature", "statistic", " first", " second"], result.Statistics.Select(each => new[]
        {
            each.Layer, each.Feature ?? "", each.Statistic, Cell(each.First, each.OnlyInFirst), Cell(each.Second, each.OnlyInSecond),
        }));
        Write(page, "Weights", ["layer", "weight", "first", "second", " largest difference", " mean difference"],
            result.Weights.Select(each => new[]
            {
                each.Layer, each.Weight, each.First ?? "", each.Second ?? "", Cell(each.Largest, null), Cell(each.Mean, null),
            }));
        if (result.Predictions is not { } predictions) return;
        Write(page, $"Predictions of {Figures.Count(predictions.Rows, "row")}",
            ["output", " largest difference", " of the largest number", " mean difference", " in row"],
            predictions.Outputs.Select(each => new[]
            {
                each.Output, AlignedText.Real(each.Largest), AlignedText.Real(each.Relative), AlignedText.Real(each.Mean),
                each.Row?.ToString(CultureInfo.InvariantCulture) ?? "",
            }));
        if (predictions.OtherLabels is { } labels) page.Line($"Another label in {Figures.Count(labels, "row")}.");
    }

    private PredictionDifference Compare(ParseResult arguments, Model first, Model second, string path, double tolerance)
    {
        var data = _options.Open(arguments, path, first, Session.Cancellation);
        data.Prepare(Session.Cancellation);
        return Session.WithProgress("predicting", data.Rows, progress =>
            new Predictions(first, second).Of(path, data, _options.Columns(arguments), tolerance, progress, Session.Cancellation));
    }

    private static void Write(Page page, string title, string[] titles, IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0) return;
        page.Heading(title);
        page.Table(titles, all.Take(MostLines));
        if (all.Count > MostLines) page.Line($"… and {Figures.Count(all.Count - MostLines)} more; --json has all.");
    }

    private static string Cell(double? number, IReadOnlyList<string>? categories) =>
        categories is { Count: > 0 } ? $"only here: {string.Join(", ", categories)}" : number is { } value ? AlignedText.Real(value) : "";
}
