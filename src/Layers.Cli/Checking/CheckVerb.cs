namespace Layers.Cli;

/// <summary>The verb <c>layers check model data</c>.</summary>
internal sealed class CheckVerb : Verb<CheckResult>
{
    private readonly Argument<string> _model = ModelFiles.Argument();
    private readonly Argument<string> _data = DataOptions.Argument();
    private readonly DataOptions _options = new();

    public CheckVerb(Session session)
        : base(session, "check",
            "Compares rows with those of training: exit code 0 if they are alike, 2 if they have shifted, 3 if they are different.",
            ToolJson.Written.CheckResult)
    {
        Add(_model);
        Add(_data);
        _options.AddTo(this);
    }

    protected override CheckResult Work(ParseResult arguments)
    {
        var (path, file) = (arguments.GetRequiredValue(_model), arguments.GetRequiredValue(_data));
        using var model = ModelFiles.Open(path);
        var data = _options.Open(arguments, file, model, Session.Cancellation);
        data.Prepare(Session.Cancellation);
        var rows = ModelRows.Of(model, data, _options.Columns(arguments)).Select(data);
        var report = Session.WithProgress("checking", null, _ => model.Check(rows, Session.Cancellation));
        return new CheckResult(
            path, file, report.Rows, report.Verdict.ToString().ToLowerInvariant(), report.Compared, report.Moved,
            [.. report.Features.Select(CheckedFeature.Of)]);
    }

    protected override void Write(CheckResult result, Page page)
    {
        page.Line($"{result.Verdict}: {Figures.Count(result.Moved)} of {Figures.Count(result.Compared, "feature")} "
            + $"of {Figures.Count(result.Rows, "row")} are not as in training");
        page.Table(["layer", "feature", "verdict", " missing", " outside", " mean moved", " index", " distance", "reason"],
            result.Features.Select(feature => new[]
            {
                feature.Layer, feature.Name ?? feature.Feature.ToString(CultureInfo.InvariantCulture), feature.Verdict,
                Share(feature.MissingShare),
                Share(double.IsNaN(feature.OutOfRangeShare) ? feature.NewCategoryShare : feature.OutOfRangeShare),
                Known(feature.MeanShift), Known(feature.PopulationStabilityIndex), Known(feature.KolmogorovSmirnov), feature.Reason,
            }));
    }

    // The cell of a measure that is not known is blank.
    private static string Share(double value) => double.IsNaN(value) ? "" : Figures.Share(value);

    private static string Known(double number) => double.IsNaN(number) ? "" : number.ToString("0.###", CultureInfo.InvariantCulture);
}
